/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "zhihui-postgresql-sql.h"
#include "zhihui-postgresql.h"

/* Numbers of types in the server's catalogue, which never change. */
#define TYPE_UNKNOWN 0
#define TYPE_INTEGER 20
#define TYPE_TEXT 25
#define TYPE_REAL 701

#define NUMBER_SIZE 32
#define ROWS_AT_ONCE "10000"
#define MOST_SENT 1000 /* answers that fit into the buffers of the sockets */

typedef struct
{
  Oid      type;    /* of the value that was last not NULL */
  gboolean is_null; /* the values are: text, or number */
  char     number[NUMBER_SIZE];
  char    *text; /* owned */
} Parameter;

typedef struct
{
  ZhihuiStatement base;
  char           *sql;  /* owned: translated */
  char           *name; /* owned: the server's */
  Parameter      *parameters;
  guint           n_parameters;
  const char     *table; /* in parts, that this writes; or NULL */
  guint           part_parameter;
  gboolean        is_write, gives_rows;
  guint           generation; /* of the connection that knows it */
  Oid            *known;      /* owned: the types by which it knows it */
  PGresult       *result;     /* owned; NULL before it is run */
  int             row;
  gboolean        has_cursor;  /* more rows are to be fetched */
  guint           transaction; /* in which it has */
  guint           n_changed;
} Statement;

static Statement *
get_self (ZhihuiStatement *statement)
{
  return (Statement *) statement;
}

static ZhihuiPostgresql *
get_database (ZhihuiStatement *statement)
{
  return (ZhihuiPostgresql *) statement->database;
}

/* Types of parameters are known only when they are bound: the server gets to know the statement
 * when it is first run. */
ZhihuiStatement *
zhihui_postgresql_statement_prepare (ZhihuiDatabase *database, const char *sql)
{
  ZhihuiPostgresql *owner = (ZhihuiPostgresql *) database;
  Statement        *self = g_new0 (Statement, 1);

  self->sql = zhihui_postgresql_translate (sql);
  self->name = g_strdup_printf ("s%u", ++owner->n_names);
  self->n_parameters = zhihui_postgresql_count_parameters (self->sql);
  self->parameters = g_new0 (Parameter, MAX (self->n_parameters, 1));
  self->known = g_new0 (Oid, MAX (self->n_parameters, 1));
  self->is_write = zhihui_postgresql_is_write (self->sql);
  self->gives_rows = !self->is_write || strstr (self->sql, "RETURNING") != NULL;
  self->part_parameter = zhihui_postgresql_find_partition_parameter (self->sql, &self->table);
  self->base.database = database;
  zhihui_postgresql_statement_clear (&self->base);
  return &self->base;
}

void
zhihui_postgresql_statement_finalize (ZhihuiStatement *statement)
{
  Statement *self = get_self (statement);

  PQclear (self->result);
  for (guint i = 0; i < self->n_parameters; i++)
    g_free (self->parameters[i].text);
  g_free (self->parameters);
  g_free (self->known);
  g_free (self->sql);
  g_free (self->name);
  g_free (self);
}

static Parameter *
get_parameter (ZhihuiStatement *statement, guint number, Oid type)
{
  Statement *self = get_self (statement);
  Parameter *parameter;

  if (number < 1 || number > self->n_parameters)
    return NULL;

  parameter = &self->parameters[number - 1];
  g_clear_pointer (&parameter->text, g_free);
  parameter->is_null = type == TYPE_UNKNOWN;
  if (type != TYPE_UNKNOWN)
    parameter->type = type;
  return parameter;
}

void
zhihui_postgresql_statement_bind_integer (ZhihuiStatement *statement, guint number, gint64 value)
{
  Parameter *parameter = get_parameter (statement, number, TYPE_INTEGER);

  if (parameter != NULL)
    g_snprintf (parameter->number, NUMBER_SIZE, "%" G_GINT64_FORMAT, value);
}

void
zhihui_postgresql_statement_bind_real (ZhihuiStatement *statement, guint number, double value)
{
  Parameter *parameter = get_parameter (statement, number, TYPE_REAL);

  if (parameter != NULL)
    g_ascii_dtostr (parameter->number, NUMBER_SIZE, value);
}

void
zhihui_postgresql_statement_bind_text (ZhihuiStatement *statement, guint number, const char *value)
{
  Parameter *parameter = get_parameter (statement, number, TYPE_TEXT);

  if (parameter != NULL)
    parameter->text = g_strdup (value);
}

void
zhihui_postgresql_statement_bind_null (ZhihuiStatement *statement, guint number)
{
  get_parameter (statement, number, TYPE_UNKNOWN);
}

void
zhihui_postgresql_statement_clear (ZhihuiStatement *statement)
{
  for (guint i = 1; i <= get_self (statement)->n_parameters; i++)
    get_parameter (statement, i, TYPE_UNKNOWN);
}

static const char *
get_value (const Parameter *parameter)
{
  if (parameter->is_null)
    return NULL;
  return parameter->text != NULL ? parameter->text : parameter->number;
}

static gboolean
is_known (const Statement *self)
{
  if (self->generation != get_database ((ZhihuiStatement *) self)->generation)
    return FALSE;
  for (guint i = 0; i < self->n_parameters; i++)
    if (self->known[i] != self->parameters[i].type)
      return FALSE;
  return TRUE;
}

/* Text is what the place of the parameter makes of it, as in SQLite; texts are read as text only
 * where the place says nothing. */
static gboolean
tell (Statement *self)
{
  ZhihuiPostgresql *owner = get_database (&self->base);
  g_autofree Oid   *types = g_memdup2 (self->known, sizeof (Oid) * MAX (self->n_parameters, 1));
  PGresult         *result;

  if (!zhihui_postgresql_drain (owner))
    return FALSE;
  for (guint i = 0; i < self->n_parameters; i++)
    if (types[i] == TYPE_TEXT)
      types[i] = TYPE_UNKNOWN;
  result = PQprepare (owner->connection, self->name, self->sql, (int) self->n_parameters, types);
  if (g_strcmp0 (PQresultErrorField (result, PG_DIAG_SQLSTATE), "42P18") == 0 &&
      !owner->in_transaction)
    {
      PQclear (result);
      result =
        PQprepare (owner->connection, self->name, self->sql, (int) self->n_parameters, self->known);
    }
  return zhihui_postgresql_take (owner, result);
}

/* Makes the server know the statement with the types that its parameters have now. */
static gboolean
introduce (Statement *self)
{
  ZhihuiPostgresql *owner = get_database (&self->base);

  if (is_known (self))
    return TRUE;

  if (self->generation == owner->generation)
    {
      g_autofree char *forget = g_strconcat ("DEALLOCATE ", self->name, NULL);

      if (!zhihui_postgresql_exec (owner, forget))
        return FALSE;
      self->generation = 0;
    }

  for (guint i = 0; i < self->n_parameters; i++)
    self->known[i] = self->parameters[i].type;
  if (!tell (self))
    return FALSE;
  self->generation = owner->generation;
  return TRUE;
}

static gboolean
keep (Statement *self, PGresult *result)
{
  ExecStatusType status = PQresultStatus (result);

  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
    {
      zhihui_postgresql_take (get_database (&self->base), result);
      return FALSE;
    }

  PQclear (self->result);
  self->result = result;
  self->row = -1;
  self->n_changed = (guint) strtoul (PQcmdTuples (result), NULL, 10);
  return TRUE;
}

static gboolean
fetch (Statement *self)
{
  g_autofree char *sql = g_strconcat ("FETCH " ROWS_AT_ONCE " FROM ", self->name, NULL);

  return zhihui_postgresql_drain (get_database (&self->base)) &&
         keep (self, PQexec (get_database (&self->base)->connection, sql));
}

/* Whole tables are read in portions, so that they need not fit into memory as text. */
static gboolean
open_cursor (Statement *self)
{
  g_autofree char *sql =
    g_strdup_printf ("DECLARE %s NO SCROLL CURSOR FOR %s", self->name, self->sql);

  self->has_cursor = zhihui_postgresql_exec (get_database (&self->base), sql);
  self->transaction = get_database (&self->base)->transaction;
  return self->has_cursor && fetch (self);
}

static gboolean
send_without_waiting (Statement *self, const char *const *values)
{
  ZhihuiPostgresql *owner = get_database (&self->base);

  if ((owner->n_sent == 0 && PQenterPipelineMode (owner->connection) == 0) ||
      PQsendQueryPrepared (
        owner->connection, self->name, (int) self->n_parameters, values, NULL, NULL, 0) == 0)
    return zhihui_postgresql_take (owner, NULL);

  self->result = PQmakeEmptyPGresult (owner->connection, PGRES_COMMAND_OK);
  self->row = -1;
  return ++owner->n_sent < MOST_SENT || zhihui_postgresql_drain (owner);
}

static gboolean
send (Statement *self)
{
  ZhihuiPostgresql       *owner = get_database (&self->base);
  g_autofree const char **values = g_new0 (const char *, MAX (self->n_parameters, 1));

  if (self->part_parameter != 0 && !self->parameters[self->part_parameter - 1].is_null &&
      !zhihui_postgresql_ensure_part (
        owner,
        self->table,
        g_ascii_strtoll (self->parameters[self->part_parameter - 1].number, NULL, 10)))
    return FALSE;
  if (!introduce (self))
    return FALSE;

  for (guint i = 0; i < self->n_parameters; i++)
    values[i] = get_value (&self->parameters[i]);
  if (owner->is_bulk && owner->in_transaction && !self->gives_rows)
    return send_without_waiting (self, values);
  if (!zhihui_postgresql_drain (owner))
    return FALSE;
  return keep (self,
               PQexecPrepared (
                 owner->connection, self->name, (int) self->n_parameters, values, NULL, NULL, 0));
}

static gboolean
send_alone (Statement *self)
{
  ZhihuiDatabase *database = self->base.database;

  if (!zhihui_postgresql_begin (database, TRUE))
    return FALSE;
  if (send (self) && zhihui_postgresql_commit (database))
    return TRUE;
  zhihui_postgresql_roll_back (database);
  return FALSE;
}

static gboolean
execute (Statement *self)
{
  ZhihuiPostgresql *owner = get_database (&self->base);

  if (!zhihui_postgresql_is_ready (owner))
    return FALSE;
  if (self->is_write && !owner->in_transaction)
    return send_alone (self);
  if (owner->in_transaction && self->n_parameters == 0 && g_str_has_prefix (self->sql, "SELECT"))
    return open_cursor (self);
  if (send (self))
    return TRUE;

  /* The connection was lost before this was asked: once more on a new one. */
  return PQstatus (owner->connection) != CONNECTION_OK && zhihui_postgresql_is_ready (owner) &&
         send (self);
}

ZhihuiStep
zhihui_postgresql_statement_step (ZhihuiStatement *statement)
{
  Statement *self = get_self (statement);

  if (self->result == NULL && !execute (self))
    return ZHIHUI_STEP_FAILED;
  if (++self->row >= PQntuples (self->result) && self->has_cursor && PQntuples (self->result) > 0)
    {
      if (!fetch (self))
        return ZHIHUI_STEP_FAILED;
      self->row = 0;
    }
  return self->row < PQntuples (self->result) ? ZHIHUI_STEP_ROW : ZHIHUI_STEP_DONE;
}

void
zhihui_postgresql_statement_reset (ZhihuiStatement *statement)
{
  Statement        *self = get_self (statement);
  ZhihuiPostgresql *owner = get_database (statement);

  /* A transaction that ended took its cursors with it. */
  if (self->has_cursor && self->transaction == owner->transaction &&
      PQtransactionStatus (owner->connection) == PQTRANS_INTRANS)
    {
      g_autofree char *sql = g_strconcat ("CLOSE ", self->name, NULL);

      PQclear (PQexec (owner->connection, sql));
    }

  self->has_cursor = FALSE;
  g_clear_pointer (&self->result, PQclear);
}

gboolean
zhihui_postgresql_statement_is_null (ZhihuiStatement *statement, guint column)
{
  Statement *self = get_self (statement);

  return PQgetisnull (self->result, self->row, (int) column) != 0;
}

gint64
zhihui_postgresql_statement_get_integer (ZhihuiStatement *statement, guint column)
{
  Statement  *self = get_self (statement);
  const char *text = PQgetvalue (self->result, self->row, (int) column);

  if (text == NULL)
    return 0;
  return *text == 't' ? 1 : g_ascii_strtoll (text, NULL, 10);
}

double
zhihui_postgresql_statement_get_real (ZhihuiStatement *statement, guint column)
{
  Statement  *self = get_self (statement);
  const char *text = PQgetvalue (self->result, self->row, (int) column);

  return text != NULL ? g_ascii_strtod (text, NULL) : 0;
}

const char *
zhihui_postgresql_statement_get_text (ZhihuiStatement *statement, guint column)
{
  Statement *self = get_self (statement);

  if (PQgetisnull (self->result, self->row, (int) column))
    return NULL;
  return PQgetvalue (self->result, self->row, (int) column);
}

guint
zhihui_postgresql_statement_get_n_changed (ZhihuiStatement *statement)
{
  return get_self (statement)->n_changed;
}
