"""Contacts as other programs write them: cards, tables, phone numbers, birthdays, and who is whom."""
