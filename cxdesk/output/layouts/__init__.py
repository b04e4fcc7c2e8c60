"""How each sheet is drawn. Loaded with the first sheet that is drawn, because this needs reportlab."""
