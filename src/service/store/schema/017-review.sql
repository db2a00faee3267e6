-- What a screen that everybody passes may say of a decision; without it: whose it is and when it is due.
ALTER TABLE decision ADD COLUMN public_text TEXT;
