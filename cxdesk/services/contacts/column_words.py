"""How programs and people name the columns of contacts and visits.

Looked up in exports of Google Contacts (until 2024 and since), Outlook (English, German, French, Spanish),
Thunderbird, the customer directory and the transactions of Square, and what converters of Apple's cards
write; the rest is what shops call a column of a list. Case, accents, signs and figures make no difference:
"E-mail 2 - Value" is "e mail value". Where two columns of a table fit one field that can hold one value,
that of the earlier word is taken.
"""

from __future__ import annotations

from typing import Final

CUSTOMER: Final = {
    "name": """
        name, full name, display name, customer name, client name, contact name, contact, customer, kunde,
        kundin, kundenname, anzeigename, vollstandiger name, nom, nom complet, nom a afficher, client,
        nombre, nombre completo, nombre en pantalla, cliente, nome, nome completo, naam, nazwa, imie i
        nazwisko
    """,
    "given": """
        first name, given name, firstname, forename, first, vorname, rufname, prenom, nombre de pila,
        nombres, primer nombre, voornaam, nome proprio, imie
    """,
    "middle": """
        middle name, additional name, middle, weitere vornamen, zweiter vorname, deuxieme prenom, segundo
        nombre
    """,
    "family": """
        last name, family name, surname, lastname, last, nachname, familienname, zuname, nom de famille,
        apellidos, apellido, cognome, achternaam, sobrenome, apelido, nazwisko
    """,
    "called": """
        nickname, called, known as, preferred name, goes by, spitzname, genannt, surnom, apodo, soprannome,
        roepnaam, bijnaam
    """,
    "company": """
        company name, company, organization name, organization, organisation, business name, firma, societe,
        entreprise, empresa, organizacion, azienda, bedrijf, work company
    """,
    "phone": """
        mobile phone, phone value, phone mobile, phone cell, phone iphone,
        telefon handy, mobile, mobile number, cell, cell phone, cellphone, handy,
        handynummer, mobiltelefon, mobil, mobilnummer, mobil tel nr, telefon mobil, tel mobile,
        telephone mobile, portable, tel portable, telefono movil, movil, celular, cellulare,
        telemovel, gsm, primary phone, phone, phone number, home phone, business phone, work phone,
        company main phone, car phone, other phone, telephone, telephone number, tel, telefon,
        telefonnummer, telefon privat, telefon geschaftlich, tel dienstlich, haupttelefon, weiteres
        telefon, festnetz, rufnummer, telephone domicile, telephone bureau, telephone principal,
        telephone autre, tel professionnel, tel fixe, telefono, telefono particular, particular,
        telefono del trabajo, telefono trabajo, telefono principal, otro telefono, telefoon,
        telefoonnummer, telefone, numer telefonu
    """,
    "email": """
        e mail value, email value, e mail address, email address, e mail, email, mail, primary email,
        secondary email, home email, work email, e mail adresse, e mail adresse privat, e mail privat,
        primare e mail adresse, sekundare e mail adresse, mailadresse, adresse de messagerie, adresse e
        mail, adresse mail, adresse electronique, adresse electronique principale, adresse electronique
        secondaire, courriel, direccion de correo electronico, direccion del correo electronico, direccion
        de correo electronico principal, direccion de correo electronico secundaria, correo electronico,
        correo, posta elettronica, e mailadres
    """,
    "birthday": """
        birthday, date of birth, birthdate, birth date, dob, born, geburtstag, geburtsdatum, geboren,
        geboren am, anniversaire, date de naissance, ne le, cumpleanos, fecha de nacimiento, compleanno,
        data di nascita, data de nascimento, aniversario, geboortedatum, verjaardag, data urodzenia
    """,
    "birth_day": "birth day, tag der geburt, jour de naissance, dia de nacimiento",
    "birth_month": "birth month, geburtsmonat, mois de naissance, mes de nacimiento",
    "birth_year": "birth year, year of birth, geburtsjahr, annee de naissance, ano de nacimiento",
    "note": """
        notes, note, memo, comment, comments, remark, remarks, notizen, notiz, bemerkung, bemerkungen,
        kommentar, anmerkung, anmerkungen, remarque, remarques, commentaire, notas, nota, observaciones,
        comentarios, info, opmerkingen, uwagi
    """,
    "tags": """
        labels, group membership, groups, group, categories, category, tags, tag, kategorien, kategorie,
        gruppe, gruppen, schlagworte, categorie, groupes, groupe, categorias, categoria, etiquetas, grupos
    """,
    "number": """
        square customer id, customer id, client id, customer number, client number, customer no, customer
        nr, kundennummer, kunden nr, kundennr, kunden id, numero client, n client, no client, code client,
        id cliente, numero de cliente, reference id, reference, external id, id, uid, nr
    """,
    "street": """
        street address, address street, street, address line, home street, home address, street and number,
        strasse, strasse privat, strasse und hausnummer, privat adresse, rue, rue domicile, calle, calle del
        domicilio, particular calle, direccion personal, via, straat, adresse privee
    """,
    "postcode": """
        postal code, address postal code, zip, zip code, zipcode, postcode, home postal code, home zip, home
        zipcode, plz, postleitzahl, postleitzahl privat, privat plz, code postal, code postal domicile,
        codigo postal, codigo postal del domicilio, cap, cp
    """,
    "city": """
        city, address city, town, locality, home city, ort, ort privat, stadt, wohnort, ville, ville
        domicile, ciudad, ciudad del domicilio, poblacion, localidad, citta, plaats, woonplaats
    """,
    "region": """
        state, address region, region, province, county, home state, bundesland, bundesland kanton privat,
        dep region domicile, provincia, provincia o estado del domicilio
    """,
    "country": """
        country, address country, home country, home country region, land, land privat, land region privat,
        region privat, pays, pays region domicile, pais, pais o region del domicilio, paese
    """,
    "address": """
        address formatted, address, full address, adresse, anschrift, adresse complete, direccion,
        domicilio, indirizzo, adres
    """,
    "since": """
        first visit, customer since, client since, since, created, created at, created on, creation date,
        date added, kunde seit, kundin seit, seit, erster besuch, angelegt am, erstellt am, client depuis,
        depuis, premiere visite, cliente desde, desde, primera visita, cliente dal
    """,
    "consent": """
        consent, gdpr consent, data consent, privacy consent, einwilligung, dsgvo, datenschutz, einwilligung
        datenschutz, consentement, rgpd, consentimiento, consenso
    """,
}  # fmt: skip

VISIT: Final = {
    "number": """
        transaction id, payment id, visit id, booking id, appointment id, order id, invoice number, receipt
        number, order number, belegnummer, beleg nr, rechnungsnummer, numero de facture, numero de factura
    """,
    "customer": """
        customer id, customer key, customer number, customer no, customer nr, client id, client number,
        square customer id, customer reference id, customer, client, kundennummer, kunden nr, kundennr,
        kunden id, numero client, code client, numero de cliente, id cliente, kunde, kundin, cliente,
        reference id, id
    """,
    "name": """
        customer name, client name, name, full name, kundenname, nom du client, nom, nombre del cliente,
        nombre
    """,
    "phone": """
        customer phone, client phone, phone, phone number, mobile, telefon, telefonnummer, handy, telephone,
        telefono
    """,
    "email": """
        customer email, client email, email, e mail, email address, e mail address, e mail adresse,
        courriel, correo electronico
    """,
    "date": """
        date, visit date, day, appointment date, date of visit, transaction date, order date, datum, tag,
        besuchsdatum, termin, besuch am, date de visite, date du rendez vous, fecha, fecha de visita, data,
        start, start date, beginn
    """,
    "time": "time, start time, uhrzeit, zeit, heure, hora, ora, tijd",
    "spend": """
        spend, net sales, total collected, gross sales, ticket, amount, total, total spend, net total,
        revenue, sales, price, paid, umsatz, betrag, summe, gesamt, gesamtbetrag, bezahlt, preis, montant,
        montant total, total ttc, prix, importe, importe total, gasto, precio, importo, bedrag
    """,
    "service": """
        service, services, service name, treatment, description, item, product, details, leistung,
        leistungen, dienstleistung, behandlung, prestation, prestations, servicio, servicios, tratamiento,
        servizio, dienst
    """,
    "with": """
        with, staff, staff name, staff member, team member, employee, employee name, provider, stylist,
        therapist, mitarbeiter, mitarbeiterin, bei, mit, friseur, friseurin, collaborateur, collaboratrice,
        employe, avec, empleado, empleada, profesional, con, medewerker
    """,
    "items": """
        items, item count, quantity, qty, units, count, number of items, anzahl, menge, stuck, artikel,
        articles, quantite, nombre d articles, cantidad, articulos, unidades
    """,
    "note": """
        note, notes, memo, comment, comments, notiz, notizen, bemerkung, bemerkungen, remarque, nota, notas
    """,
}  # fmt: skip

MANY: Final = frozenset({"phone", "email", "tags", "note"})
"""Fields that take what stands in several columns."""

# A table is of a program where all of these columns are there.
SOURCES: Final = (
    ("Google Contacts", ("e mail label", "e mail value", "labels")),
    ("Google Contacts", ("first name", "phonetic first name", "file as", "labels")),
    ("Google Contacts", ("given name", "family name", "group membership")),
    ("Square", ("reference id", "first name", "email address", "phone number", "memo")),
    ("Square", ("square customer id", "first visit")),
    ("Square", ("transaction id", "gross sales", "total collected")),
    ("Outlook", ("first name", "last name", "e mail address", "business phone")),
    ("Outlook", ("vorname", "nachname", "e mail adresse", "telefon geschaftlich")),
    ("Outlook", ("prenom", "nom", "adresse de messagerie", "telephone bureau")),
    ("Outlook", ("nombre", "apellidos", "telefono del trabajo")),
    ("Thunderbird", ("first name", "last name", "display name", "primary email")),
    ("Thunderbird", ("vorname", "nachname", "anzeigename", "primare e mail adresse")),
)
