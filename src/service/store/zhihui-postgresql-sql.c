/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-postgresql-sql.h"

#include <string.h>

/* Tables that grow without end: in parts of one calendar month (UTC) each. */
static const struct
{
  const char *table, *key;
} partitioned[] = {
  { "assignment", "dispatched_at" },
  { "event", "at" },
};

/* Words of ours that are other words there. */
static const struct
{
  const char *ours, *theirs;
  gboolean    in_tables; /* only where tables are made */
} words[] = {
  { "INTEGER", "BIGINT", FALSE },
  { "REAL", "DOUBLE PRECISION", FALSE },
  { "BLOB", "BYTEA", TRUE },
  { "TEXT", "TEXT COLLATE \"C\"", TRUE }, /* bytes decide the order, as in SQLite */
};

typedef struct
{
  const char *rest;
  GString    *out;
  guint       n_parameters, depth;
  gboolean    makes_table;
  const char *partitioned; /* the table being made has monthly parts, or NULL; until its end… */
  const char *in_parts;    /* … and until the end of the statement */
  const char *word;        /* the one before: where a column is made, its name */
  char       *numbered;    /* owned: the table being made numbers its rows itself, or NULL */
} Translation;

/**
 * zhihui_postgresql_get_partition_key:
 *
 * Returns: (nullable): the column by which @table is in monthly parts, %NULL when it is one
 */
const char *
zhihui_postgresql_get_partition_key (const char *table)
{
  for (guint i = 0; table != NULL && i < G_N_ELEMENTS (partitioned); i++)
    if (g_str_equal (table, partitioned[i].table))
      return partitioned[i].key;
  return NULL;
}

static const char *
skip_blanks (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return text;
}

static gsize
measure_word (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalnum (text[length]) || text[length] == '_')
    length++;
  return length;
}

/* Whether @text goes on with @phrase, word by word; @end is after it. */
static gboolean
starts_with (const char *text, const char *phrase, const char **end)
{
  g_auto (GStrv) parts = g_strsplit (phrase, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gsize length;

      text = skip_blanks (text);
      length = MAX (measure_word (text), 1);
      if (length != strlen (parts[i]) || strncmp (text, parts[i], length) != 0)
        return FALSE;
      text += length;
    }

  if (end != NULL)
    *end = text;
  return TRUE;
}

/* The name of the table that follows, of those that are in parts. */
static const char *
find_partitioned (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (partitioned); i++)
    if (starts_with (text, partitioned[i].table, NULL))
      return partitioned[i].table;
  return NULL;
}

/**
 * zhihui_postgresql_get_partitioned_target:
 *
 * Returns: (nullable): the table in parts that @sql inserts into
 */
const char *
zhihui_postgresql_get_partitioned_target (const char *sql)
{
  const char *table;

  return starts_with (sql, "INSERT INTO", &table) ? find_partitioned (table) : NULL;
}

/**
 * zhihui_postgresql_is_write:
 *
 * Returns: whether @sql, one statement, changes rows
 */
gboolean
zhihui_postgresql_is_write (const char *sql)
{
  static const char *const verbs[] = { "INSERT", "UPDATE", "DELETE" };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (starts_with (sql, verbs[i], NULL))
      return TRUE;
  return FALSE;
}

static void
begin_statement (Translation *self)
{
  const char *table;

  self->depth = 0;
  self->partitioned = NULL;
  self->makes_table = starts_with (self->rest, "CREATE TABLE", &table) ||
                      starts_with (self->rest, "ALTER TABLE", &table);
  g_clear_pointer (&self->numbered, g_free);
  if (starts_with (self->rest, "CREATE TABLE", &table))
    self->partitioned = find_partitioned (table);
  if (self->partitioned != NULL)
    g_string_append_printf (self->out,
                            "CREATE SEQUENCE %s_id MINVALUE 0 START 0; SELECT nextval ('%s_id');\n",
                            self->partitioned,
                            self->partitioned);
  self->in_parts = self->partitioned;
}

/* SQLite gives a row without id the number after the highest. Here a trigger does; where looking
 * for the highest in all parts would be felt, a sequence, which a trigger moves past the ids given.
 */
static void
end_statement (Translation *self)
{
  const char *table = self->in_parts;

  if (table != NULL)
    g_string_append_printf (
      self->out,
      ";\nALTER SEQUENCE %s_id OWNED BY %s.id;\n"
      "CREATE OR REPLACE FUNCTION %s_note_id () RETURNS trigger LANGUAGE plpgsql AS"
      " 'BEGIN IF NEW.id > (SELECT last_value FROM %s_id) THEN"
      " PERFORM setval (''%s_id'', NEW.id); END IF; RETURN NEW; END';\n"
      "CREATE TRIGGER %s_id BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION %s_note_id ()",
      table,
      table,
      table,
      table,
      table,
      table,
      table,
      table);
  else if (self->numbered != NULL)
    g_string_append_printf (self->out,
                            ";\nCREATE TRIGGER %s_id BEFORE INSERT ON %s FOR EACH ROW"
                            " WHEN (NEW.id IS NULL) EXECUTE FUNCTION zhihui_next_id ('%s')",
                            self->numbered,
                            self->numbered,
                            self->numbered);
  self->in_parts = NULL;
  g_clear_pointer (&self->numbered, g_free);
}

static void
copy_until (Translation *self, char end)
{
  const char *stop = strchr (self->rest + 1, end);
  gsize       length = stop != NULL ? (gsize) (stop - self->rest) + 1 : strlen (self->rest);

  g_string_append_len (self->out, self->rest, (gssize) length);
  self->rest += length;
}

static void
skip_line (Translation *self)
{
  self->rest += strcspn (self->rest, "\n");
}

static void
number_parameter (Translation *self)
{
  char *end;
  guint number = (guint) g_ascii_strtoull (++self->rest, &end, 10);

  if (end == self->rest)
    number = self->n_parameters + 1;
  self->rest = end;
  self->n_parameters = MAX (self->n_parameters, number);
  g_string_append_printf (self->out, "$%u", number);
}

/* A table in parts has no key of the id alone, so none can refer to it. */
static gboolean
drop_reference (Translation *self)
{
  const char *end;

  if (!starts_with (self->rest, "REFERENCES", &end) || find_partitioned (end) == NULL)
    return FALSE;

  end = strchr (end, ')');
  self->rest = end != NULL ? end + 1 : self->rest + strlen (self->rest);
  if (starts_with (self->rest, "DEFERRABLE INITIALLY DEFERRED", &end))
    self->rest = end;
  return TRUE;
}

static gboolean
translate_key (Translation *self, const char *statement)
{
  const char *end, *table;

  if (!self->makes_table || !starts_with (self->rest, "INTEGER PRIMARY KEY", &end))
    return FALSE;

  self->rest = end;
  if (self->word == NULL || !starts_with (self->word, "id", NULL))
    {
      g_string_append (self->out, "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY");
      return TRUE;
    }

  if (self->partitioned != NULL)
    {
      g_string_append_printf (
        self->out, "BIGINT NOT NULL DEFAULT nextval ('%s_id')", self->partitioned);
      return TRUE;
    }

  g_string_append (self->out, "BIGINT PRIMARY KEY");
  if (starts_with (statement, "CREATE TABLE IF NOT EXISTS", &table) ||
      starts_with (statement, "CREATE TABLE", &table))
    {
      table = skip_blanks (table);
      self->numbered = g_strndup (table, measure_word (table));
    }
  return TRUE;
}

/* A key of a table in parts names the column of the part too. */
static gboolean
translate_conflict (Translation *self, const char *statement)
{
  const char *table = zhihui_postgresql_get_partitioned_target (statement);
  const char *end;

  if (table == NULL || !starts_with (self->rest, "ON CONFLICT ( id )", &end))
    return FALSE;

  g_string_append_printf (
    self->out, "ON CONFLICT (id, %s)", zhihui_postgresql_get_partition_key (table));
  self->rest = end;
  return TRUE;
}

static void
translate_word (Translation *self, const char *statement)
{
  gsize       length = measure_word (self->rest);
  const char *end;

  if (translate_key (self, statement) || drop_reference (self) ||
      translate_conflict (self, statement))
    return;
  if (starts_with (self->rest, "WITHOUT ROWID", &end))
    {
      self->rest = end;
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i].ours) == length && strncmp (self->rest, words[i].ours, length) == 0 &&
        (self->makes_table || !words[i].in_tables))
      {
        g_string_append (self->out, words[i].theirs);
        self->rest += length;
        return;
      }
  self->word = self->rest;
  g_string_append_len (self->out, self->rest, (gssize) length);
  self->rest += length;
}

static void
translate_sign (Translation *self)
{
  char        sign = *self->rest++;
  const char *key = zhihui_postgresql_get_partition_key (self->partitioned);

  if (sign == '(')
    self->depth++;
  if (sign == ')' && --self->depth == 0 && key != NULL)
    {
      g_string_append_printf (
        self->out, ", PRIMARY KEY (id, %s)) PARTITION BY RANGE (%s)", key, key);
      self->partitioned = NULL;
    }
  else
    g_string_append_c (self->out, sign);
}

/**
 * zhihui_postgresql_translate:
 * @sql: one or more statements that SQLite understands too; types and key words in capitals
 *
 * Returns: (transfer full): the same for PostgreSQL
 */
char *
zhihui_postgresql_translate (const char *sql)
{
  Translation self = { .rest = sql, .out = g_string_sized_new (strlen (sql) + 256) };
  const char *statement = NULL; /* beginning of the present one */

  while (*self.rest != '\0')
    {
      if (g_str_has_prefix (self.rest, "--"))
        {
          skip_line (&self);
          continue;
        }
      if (statement == NULL && !g_ascii_isspace (*self.rest))
        {
          statement = self.rest;
          begin_statement (&self);
        }

      if (*self.rest == '\'' || *self.rest == '"')
        copy_until (&self, *self.rest);
      else if (*self.rest == '?')
        number_parameter (&self);
      else if (measure_word (self.rest) > 0)
        translate_word (&self, statement);
      else
        {
          if (*self.rest == ';')
            {
              end_statement (&self);
              statement = NULL;
            }
          translate_sign (&self);
        }
    }
  end_statement (&self);
  return g_string_free (self.out, FALSE);
}

/**
 * zhihui_postgresql_count_parameters:
 *
 * Returns: the highest number of a parameter
 */
guint
zhihui_postgresql_count_parameters (const char *translated)
{
  guint    n = 0;
  gboolean in_text = FALSE;

  for (const char *at = translated; *at != '\0'; at++)
    {
      if (*at == '\'')
        in_text = !in_text;
      else if (*at == '$' && !in_text)
        n = MAX (n, (guint) g_ascii_strtoull (at + 1, NULL, 10));
    }
  return n;
}

static guint
read_parameter (const char *text)
{
  text = skip_blanks (text);
  return *text == '$' ? (guint) g_ascii_strtoull (text + 1, NULL, 10) : 0;
}

/* INSERT INTO table (columns) VALUES (parameters … */
static guint
find_inserted (const char *insert, const char *key)
{
  const char *columns = strchr (insert, '(');
  const char *values = columns != NULL ? strstr (columns, "VALUES") : NULL;
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) places = NULL;

  if (values == NULL || (values = strchr (values, '(')) == NULL)
    return 0;

  names = g_strsplit (columns + 1, ",", -1);
  places = g_strsplit (values + 1, ",", -1);
  for (guint i = 0; names[i] != NULL && places[i] != NULL; i++)
    {
      if (starts_with (names[i], key, NULL))
        return read_parameter (places[i]);
      if (strchr (names[i], ')') != NULL)
        break;
    }
  return 0;
}

/* UPDATE table SET column = parameter … */
static guint
find_updated (const char *update, const char *key)
{
  g_autofree char *phrase = g_strdup_printf (" %s = ", key);
  const char      *found = strstr (update, phrase);

  return found != NULL ? read_parameter (found + strlen (phrase)) : 0;
}

/**
 * zhihui_postgresql_find_partition_parameter:
 * @translated: one statement
 * @table: (out) (nullable): that it writes and that is in parts
 *
 * Returns: the number of the parameter that decides the part of @table, 0 when there is none
 */
guint
zhihui_postgresql_find_partition_parameter (const char *translated, const char **table)
{
  const char *rest;

  *table = zhihui_postgresql_get_partitioned_target (translated);
  if (*table != NULL)
    return find_inserted (translated, zhihui_postgresql_get_partition_key (*table));

  if (starts_with (translated, "UPDATE", &rest) && (*table = find_partitioned (rest)) != NULL)
    return find_updated (translated, zhihui_postgresql_get_partition_key (*table));
  return 0;
}

/**
 * zhihui_postgresql_make_partition:
 * @instant: a time in the month
 * @name: (out) (transfer full): of the part
 *
 * Returns: (transfer full): SQL that makes the part of @table if it is not there
 */
char *
zhihui_postgresql_make_partition (const char *table, gint64 instant, char **name)
{
  g_autoptr (GDateTime) at = NULL;
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) next = NULL;

  at = g_date_time_new_from_unix_utc (
    CLAMP (instant, G_GINT64_CONSTANT (-62135596800), G_GINT64_CONSTANT (253370764799)));
  first = g_date_time_new_utc (g_date_time_get_year (at), g_date_time_get_month (at), 1, 0, 0, 0.0);
  next = g_date_time_add_months (first, 1);
  *name =
    g_strdup_printf ("%s_%04d_%02d", table, g_date_time_get_year (at), g_date_time_get_month (at));
  return g_strdup_printf ("CREATE TABLE IF NOT EXISTS %s PARTITION OF %s FOR VALUES"
                          " FROM (%" G_GINT64_FORMAT ") TO (%" G_GINT64_FORMAT ")",
                          *name,
                          table,
                          g_date_time_to_unix (first),
                          g_date_time_to_unix (next));
}
