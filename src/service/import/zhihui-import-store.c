/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-import-store.h"

#include <math.h>

#include "zhihui-schema.h"
#include "zhihui-store-follow.h"

/* Names that have a row of their own: name → id, numbered from 1 without gaps. */
typedef enum
{
  UNIT,
  CHANNEL,
  TOPIC,
  REGION,
  N_NAMES,
} Name;

struct _ZhihuiImportStore
{
  ZhihuiStore     *store; /* borrowed */
  ZhihuiImportMap *map;   /* borrowed */
  GHashTable      *ids[N_NAMES];
  gint64           type_id;
};

static GHashTable *
load_names (ZhihuiStore *store, const char *sql)
{
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);
  GHashTable      *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    g_hash_table_insert (ids,
                         g_strdup (zhihui_statement_get_text (row, 1)),
                         GINT_TO_POINTER (zhihui_statement_get_integer (row, 0)));
  zhihui_statement_reset (row);
  return ids;
}

/* Imported cases have no clocks of ours: the limits are only there because a type has some. */
static gboolean
make_type (ZhihuiImportStore *self, GError **error)
{
  static const char sql[] =
    "INSERT INTO case_type (id, code, label, sign_limit, contact_limit, reply_limit)"
    " SELECT COALESCE (MAX (id), 0) + 1, '" ZHIHUI_TYPE_IMPORTED "', '" ZHIHUI_TYPE_IMPORTED
    "', 'min:15', 'min:30', 'wd:3'"
    " FROM case_type HAVING NOT EXISTS (SELECT 1 FROM case_type WHERE code = '" ZHIHUI_TYPE_IMPORTED
    "')";
  static const char find[] = "SELECT id FROM case_type WHERE code = '" ZHIHUI_TYPE_IMPORTED "'";
  ZhihuiStatement  *row;

  if (!zhihui_statement_finish (zhihui_store_prepare (self->store, sql), error))
    return FALSE;

  row = zhihui_store_prepare (self->store, find);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    self->type_id = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return TRUE;
}

static gboolean
make_peer (ZhihuiImportStore *self, GError **error)
{
  static const char sql[] = "INSERT INTO peer (id, label, position)"
                            " SELECT ?1, ?2, COUNT (*) + 1 FROM peer WHERE TRUE"
                            " ON CONFLICT (id) DO UPDATE SET label = excluded.label";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);

  zhihui_statement_bind_text (row, 1, self->map->peer);
  zhihui_statement_bind_text (row, 2, self->map->peer_label);
  return zhihui_statement_finish (row, error);
}

/**
 * zhihui_import_store_new:
 * @store: (transfer none): with an open transaction
 * @map: (transfer none)
 */
ZhihuiImportStore *
zhihui_import_store_new (ZhihuiStore *store, ZhihuiImportMap *map, GError **error)
{
  static const char units[] = "SELECT id, name FROM unit";
  static const char channels[] = "SELECT id, label FROM channel";
  static const char topics[] = "SELECT id, name FROM topic";
  static const char regions[] = "SELECT id, name FROM region";
  g_autoptr (ZhihuiImportStore) self = g_new0 (ZhihuiImportStore, 1);

  self->store = store;
  self->map = map;
  self->ids[UNIT] = load_names (store, units);
  self->ids[CHANNEL] = load_names (store, channels);
  self->ids[TOPIC] = load_names (store, topics);
  self->ids[REGION] = load_names (store, regions);
  if (!zhihui_schema_create_indices (zhihui_store_get_database (store), error) ||
      !make_type (self, error) || !make_peer (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
zhihui_import_store_free (ZhihuiImportStore *self)
{
  for (guint i = 0; i < N_NAMES; i++)
    g_clear_pointer (&self->ids[i], g_hash_table_unref);
  g_free (self);
}

/* ?1 id, ?2 code, ?3 name, ?4 the rest. */
static ZhihuiStatement *
prepare_name (ZhihuiImportStore *self, Name name)
{
  static const char unit[] =
    "INSERT INTO unit (id, code, name, short_name, peer) VALUES (?1, ?2, ?3, ?3, ?4)";
  static const char channel[] = "INSERT INTO channel (id, code, label, online) VALUES (?1, ?2, ?3, "
                                "CASE WHEN ?4 = 'online' THEN 1 ELSE 0 END)";
  static const char topic[] = "INSERT INTO topic (id, code, name) SELECT ?1, ?2, ?3 WHERE ?4 = ''";
  static const char region[] =
    "INSERT INTO region (id, code, name, parent, level) VALUES (?1, ?4 || ?2, ?3, ?4, 'area')";
  const char *const sql[N_NAMES] = { unit, channel, topic, region };

  return zhihui_store_prepare (self->store, sql[name]);
}

/* The id of a name, which is made when it is new; 0 for "" and after an error. */
static gint64
get_id (ZhihuiImportStore *self, Name name, const char *text, GError **error)
{
  const char *const letters[N_NAMES] = { "a", "ch", "t", "" };
  gpointer          known;
  gint64            id;
  const char       *rest = "";
  g_autofree char  *code = NULL;
  ZhihuiStatement  *row;

  if (*text == '\0')
    return 0;
  if (g_hash_table_lookup_extended (self->ids[name], text, NULL, &known))
    return GPOINTER_TO_INT (known);

  if (name == UNIT)
    rest = self->map->peer;
  else if (name == CHANNEL)
    rest = g_hash_table_contains (self->map->online, text) ? "online" : "offline";
  else if (name == REGION)
    rest = self->map->region;

  id = g_hash_table_size (self->ids[name]) + 1;
  code = g_strdup_printf ("%s%03" G_GINT64_FORMAT, letters[name], id);
  row = prepare_name (self, name);
  zhihui_statement_bind_integer (row, 1, id);
  zhihui_statement_bind_text (row, 2, code);
  zhihui_statement_bind_text (row, 3, text);
  zhihui_statement_bind_text (row, 4, rest);
  if (!zhihui_statement_finish (row, error))
    return 0;

  g_hash_table_insert (self->ids[name], g_strdup (text), GINT_TO_POINTER ((int) id));
  return id;
}

static void
bind_id (ZhihuiStatement *row, int parameter, gint64 id)
{
  if (id > 0)
    zhihui_statement_bind_integer (row, parameter, id);
  else
    zhihui_statement_bind_null (row, parameter);
}

static void
bind_place (ZhihuiStatement *row, int parameter, double degrees)
{
  if (isnan (degrees))
    zhihui_statement_bind_null (row, parameter);
  else
    zhihui_statement_bind_real (row, parameter, degrees);
}

static gint64
find_case (ZhihuiImportStore *self, const char *key)
{
  static const char sql[] = "SELECT id FROM cases WHERE source = ?1 AND source_key = ?2";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);
  gint64            id = 0;

  zhihui_statement_bind_text (row, 1, self->map->source);
  zhihui_statement_bind_text (row, 2, key);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    id = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return id;
}

static ZhihuiCaseState
get_state (const ZhihuiImportRow *row)
{
  if (row->status == ZHIHUI_IMPORT_STATUS_DUPLICATE)
    return ZHIHUI_CASE_MERGED;
  return row->status == ZHIHUI_IMPORT_STATUS_CLOSED ? ZHIHUI_CASE_CLOSED : ZHIHUI_CASE_HANDLING;
}

/* The ids of the names of a case. */
typedef struct
{
  gint64 channel, region, topic;
} Names;

static gboolean
find_names (ZhihuiImportStore *self, const ZhihuiImportRow *one, Names *names, GError **error)
{
  const char *channel = *one->channel != '\0' ? one->channel : "-";
  GError     *failure = NULL;

  names->channel = get_id (self, CHANNEL, channel, &failure);
  names->region = failure == NULL ? get_id (self, REGION, one->area, &failure) : 0;
  names->topic = failure == NULL ? get_id (self, TOPIC, one->category, &failure) : 0;
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, failure);
  return FALSE;
}

static void
bind_case (ZhihuiImportStore     *self,
           ZhihuiStatement       *row,
           const ZhihuiImportRow *one,
           const Names           *names,
           gint64                 id)
{
  bind_id (row, 1, id);
  zhihui_statement_bind_text (row, 2, self->map->source);
  zhihui_statement_bind_text (row, 3, one->key);
  zhihui_statement_bind_integer (row, 4, self->type_id);
  bind_id (row, 5, names->channel);
  bind_id (row, 6, names->region);
  bind_id (row, 7, names->topic);
  zhihui_statement_bind_integer (row, 8, (int) get_state (one));
  bind_place (row, 9, one->lon);
  bind_place (row, 10, one->lat);
  zhihui_statement_bind_integer (row, 11, one->told.opened_at);
  zhihui_store_bind_instant (row, 12, one->told.closed_at);
  zhihui_statement_bind_integer (row, 13, MAX (one->told.opened_at, one->told.closed_at));
}

/* FALSE with @error when it cannot be asked. */
static gboolean
has_row (ZhihuiImportStore *self, ZhihuiStatement *row, GError **error)
{
  ZhihuiStep step = zhihui_statement_step (row);

  zhihui_statement_reset (row);
  if (step == ZHIHUI_STEP_FAILED)
    zhihui_database_fail (zhihui_store_get_database (self->store), error);
  return step == ZHIHUI_STEP_ROW;
}

static gboolean
is_same_case (ZhihuiImportStore     *self,
              const ZhihuiImportRow *one,
              const Names           *names,
              gint64                 id,
              GError               **error)
{
  static const char sql[] =
    "SELECT 1 FROM cases WHERE id = ?1 AND source = ?2 AND source_key = ?3 AND type_id = ?4"
    " AND channel_id = ?5 AND region_id IS NOT DISTINCT FROM ?6"
    " AND topic_id IS NOT DISTINCT FROM ?7 AND state = ?8 AND lon IS NOT DISTINCT FROM ?9"
    " AND lat IS NOT DISTINCT FROM ?10 AND submitted_at = ?11"
    " AND accepted_at IS NOT DISTINCT FROM ?11 AND closed_at IS NOT DISTINCT FROM ?12"
    " AND updated_at = ?13";
  ZhihuiStatement *row = zhihui_store_prepare (self->store, sql);

  bind_case (self, row, one, names, id);
  return has_row (self, row, error);
}

static gint64
put_case (ZhihuiImportStore     *self,
          const ZhihuiImportRow *one,
          const Names           *names,
          gint64                 id,
          GError               **error)
{
  static const char sql[] =
    "INSERT INTO cases (id, source, source_key, no, type_id, channel_id, region_id, topic_id,"
    " state, lon, lat, submitted_at, accepted_at, closed_at, updated_at)"
    " VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11, ?12, ?13)"
    " ON CONFLICT (id) DO UPDATE SET type_id = excluded.type_id, channel_id = excluded.channel_id,"
    " region_id = excluded.region_id, topic_id = excluded.topic_id, state = excluded.state,"
    " lon = excluded.lon, lat = excluded.lat, submitted_at = excluded.submitted_at,"
    " accepted_at = excluded.accepted_at, closed_at = excluded.closed_at,"
    " updated_at = excluded.updated_at RETURNING id";
  ZhihuiStatement *row = zhihui_store_prepare (self->store, sql);

  bind_case (self, row, one, names, id);
  return zhihui_statement_take_id (row, error);
}

static void
bind_assignment (ZhihuiStatement *row, const ZhihuiImportRow *one, gint64 case_id, gint64 unit_id)
{
  ZhihuiAssignment work;

  zhihui_reported_case_to_assignment (&one->told, &work);
  zhihui_statement_bind_integer (row, 1, case_id);
  zhihui_statement_bind_integer (row, 2, unit_id);
  zhihui_statement_bind_integer (row, 3, work.dispatched_at);
  zhihui_store_bind_instant (row, 4, work.due_at);
  zhihui_store_bind_instant (row, 5, work.replied_at);
  zhihui_store_bind_instant (row, 6, work.return_req_at);
  if (work.return_req_at != ZHIHUI_NO_INSTANT)
    zhihui_statement_bind_integer (row, 7, 0);
  zhihui_statement_bind_integer (row, 8, work.is_merged);
  zhihui_statement_bind_integer (row, 9, (int) work.overdue_flag);
}

static gboolean
is_same_assignment (ZhihuiImportStore     *self,
                    const ZhihuiImportRow *one,
                    gint64                 case_id,
                    gint64                 unit_id,
                    GError               **error)
{
  static const char sql[] =
    "SELECT 1 FROM assignment WHERE case_id = ?1 AND seq = 1 AND unit_id = ?2"
    " AND dispatched_at = ?3 AND due_at IS NOT DISTINCT FROM ?4"
    " AND first_due_at IS NOT DISTINCT FROM ?4 AND replied_at IS NOT DISTINCT FROM ?5"
    " AND closed_at IS NOT DISTINCT FROM ?5 AND return_req_at IS NOT DISTINCT FROM ?6"
    " AND return_decided_at IS NOT DISTINCT FROM ?6"
    " AND return_accepted IS NOT DISTINCT FROM ?7 AND merged = ?8 AND overdue_flag = ?9";
  ZhihuiStatement *row = zhihui_store_prepare (self->store, sql);

  bind_assignment (row, one, case_id, unit_id);
  return has_row (self, row, error);
}

/* The case's one assignment. */
static gboolean
put_assignment (ZhihuiImportStore     *self,
                const ZhihuiImportRow *one,
                gint64                 case_id,
                gboolean               is_new,
                gint64                 unit_id,
                GError               **error)
{
  static const char update[] =
    "UPDATE assignment SET unit_id = ?2, dispatched_at = ?3, due_at = ?4, first_due_at = ?4,"
    " replied_at = ?5, closed_at = ?5, return_req_at = ?6, return_decided_at = ?6,"
    " return_accepted = ?7, merged = ?8, overdue_flag = ?9 WHERE case_id = ?1 AND seq = 1";
  static const char insert[] =
    "INSERT INTO assignment (case_id, seq, unit_id, dispatched_at, due_at, first_due_at,"
    " replied_at, closed_at, return_req_at, return_decided_at, return_accepted, needs_contact,"
    " merged, overdue_flag) VALUES (?1, 1, ?2, ?3, ?4, ?4, ?5, ?5, ?6, ?6, ?7, 0, ?8, ?9)";
  const char *const sql[] = { update, insert };

  for (guint i = is_new ? 1 : 0; i < G_N_ELEMENTS (sql); i++)
    {
      ZhihuiStatement *row = zhihui_store_prepare (self->store, sql[i]);

      bind_assignment (row, one, case_id, unit_id);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
      if (zhihui_statement_get_n_changed (row) > 0)
        break;
    }

  return TRUE;
}

/**
 * zhihui_import_store_put:
 * @is_new: (out): whether the case was not there before
 *
 * Returns: %FALSE when the database cannot take it, which ends the import
 */
gboolean
zhihui_import_store_put (ZhihuiImportStore     *self,
                         const ZhihuiImportRow *row,
                         gboolean              *is_new,
                         GError               **error)
{
  gint64  unit_id = get_id (self, UNIT, row->agency, error);
  gint64  known = find_case (self, row->key);
  gint64  case_id;
  Names   names;
  GError *failure = NULL;

  *is_new = known == 0;
  if (unit_id == 0 || !find_names (self, row, &names, error))
    return FALSE;

  if (known != 0 && is_same_case (self, row, &names, known, &failure) &&
      is_same_assignment (self, row, known, unit_id, &failure))
    return TRUE;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  case_id = put_case (self, row, &names, known, error);
  return case_id != 0 && put_assignment (self, row, case_id, *is_new, unit_id, error) &&
         zhihui_store_note_case (self->store, case_id, error);
}

/* A region lies where its cases are. */
static gboolean
place_regions (ZhihuiImportStore *self, GError **error)
{
  static const char sql[] =
    "UPDATE region SET (lon, lat) = (SELECT AVG (c.lon), AVG (c.lat) FROM cases c"
    " WHERE c.region_id = region.id AND c.lon IS NOT NULL) WHERE level = 'area'";

  return zhihui_statement_finish (zhihui_store_prepare (self->store, sql), error);
}

/**
 * zhihui_import_store_finish:
 * @as_of: of the data
 *
 * Writes what is true of the whole deployment.
 */
gboolean
zhihui_import_store_finish (ZhihuiImportStore *self, gint64 as_of, GError **error)
{
  const ZhihuiImportMap *map = self->map;
  g_autofree char       *moment = g_strdup_printf ("%" G_GINT64_FORMAT, as_of);
  const char *const      settings[][2] = {
         { "title", map->title },
         { "name", map->name },
         { "region", map->region },
         { "issuer", map->issuer },
         { "language", map->language },
         { "time_zone", zhihui_zone_get_identifier (map->zone) },
         { "clock", map->as_of != ZHIHUI_NO_INSTANT ? "stopped" : "real" },
         { "as_of", moment },
         { "source", map->source },
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    if (!zhihui_store_set_setting (self->store, settings[i][0], settings[i][1], error))
      return FALSE;

  return place_regions (self, error);
}
