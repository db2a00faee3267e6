/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api-fixture.h"
#include "person-generator.h"
#include "zhihui-event.h"
#include "zhihui-language.h"
#include "zhihui-mask.h"
#include "zhihui-routes.h"

#define N_CITIZENS 2500
#define FIRST_CASE 100
#define N_NAMED 20
#define FIRST_WORD 4 /* behind those of the fixture */

/* People in every text of every table, and what may not be found of them. */
typedef struct
{
  GPtrArray *citizens; /* (element-type Person) */
  Needles   *for_wall; /* everything */
  Needles   *for_desk; /* numbers and doors of all, names of citizens */
} People;

static People *
people_new (void)
{
  People *self = g_new0 (People, 1);

  self->citizens = g_ptr_array_new_with_free_func ((GDestroyNotify) person_free);
  self->for_wall = needles_new ();
  self->for_desk = needles_new ();
  return self;
}

static void
people_free (People *self)
{
  g_ptr_array_unref (self->citizens);
  needles_free (self->for_wall);
  needles_free (self->for_desk);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (People, people_free)

static void
seek (People *self, const Person *person, gboolean is_citizen)
{
  const char *const numbers[] = { person->phone, person->identity, person->plate, person->card,
                                  person->mail,  person->address,  person->door };

  needles_add (self->for_wall, person->name);
  if (is_citizen)
    needles_add (self->for_desk, person->name);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      needles_add (self->for_wall, numbers[i]);
      needles_add (self->for_desk, numbers[i]);
    }
}

static char *
tell (const Person *person)
{
  return g_strdup_printf ("%s反映停水，电话%s，证件%s，车牌%s，卡号%s，邮箱%s，住%s",
                          person->name,
                          person->phone,
                          person->identity,
                          person->plate,
                          person->card,
                          person->mail,
                          person->address);
}

static void
bind (ZhihuiStatement *row, guint parameter, const char *text)
{
  zhihui_statement_bind_text (row, parameter, text);
}

static void
put_citizens (ZhihuiStore *store, GRand *rand, People *people)
{
  static const char sql[] =
    "INSERT INTO cases (id, source, source_key, no, type_id, channel_id, region_id, topic_id,"
    " word_id, state, title, complainant, phone, address, lon, lat, submitted_at, accepted_at,"
    " updated_at) VALUES (?1, 'test', ?2, ?2, 1, 1, 1 + ?1 % 2, 1, ?8, 4, ?3, ?4, ?5, ?6,"
    " 118.0, 36.6, ?7, ?7, ?7)";

  for (gint64 i = 0; i < N_CITIZENS; i++)
    {
      Person          *person = person_make (rand);
      g_autofree char *no = g_strdup_printf ("ZC%" G_GINT64_FORMAT, 10000 + i);
      g_autofree char *title = tell (person);
      ZhihuiStatement *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, FIRST_CASE + i);
      bind (row, 2, no);
      bind (row, 3, title);
      bind (row, 4, person->name);
      bind (row, 5, person->phone);
      bind (row, 6, person->address);
      zhihui_statement_bind_integer (row, 7, api_as_of () - 60 * (i + 1));
      /* Some words are what somebody is called, of one person each: desks read all words. */
      if (i < N_NAMED)
        zhihui_statement_bind_integer (row, 8, FIRST_WORD + i);
      g_assert_true (zhihui_statement_finish (row, NULL));
      seek (people, person, i >= N_NAMED);
      g_ptr_array_add (people->citizens, person);
    }
}

static void
put_words (ZhihuiStore *store, People *people)
{
  static const char sql[] = "INSERT INTO hot_word (id, word, public) VALUES (?1, ?2, 1)";

  for (gint64 i = 0; i < N_NAMED; i++)
    {
      const Person    *person = people->citizens->pdata[i];
      ZhihuiStatement *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, FIRST_WORD + i);
      bind (row, 2, person->name);
      g_assert_true (zhihui_statement_finish (row, NULL));
      needles_forgive (people->for_desk, person->name, strlen (person->name));
    }
}

/* Meetings of three states, decisions, notes, acknowledgements: a row at least in each table that
 * somebody writes text into. */
static void
put_rows (ZhihuiStore *store)
{
  gint64           now = api_as_of ();
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO meeting (id, code, kind, title, host_unit, starts_at, ends_at, started_at,"
    " join_url) VALUES (1, 'm-1', 'review', 'x', 1, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
    ", %" G_GINT64_FORMAT ", 'x'),"
    " (2, 'm-2', 'reception', 'x', 1, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", NULL, 'x');"
    "INSERT INTO meeting_unit VALUES (1, 1, 1), (2, 2, 1);"
    "INSERT INTO meeting_case VALUES (1, 1, 4);"
    "INSERT INTO meeting_event (id, meeting_id, at, type, actor) VALUES ('e', 1, 1, 'opened', 'x');"
    "INSERT INTO decision (id, meeting_id, text, unit_id, made_at) VALUES (1, 1, 'x', 1, 1);"
    "INSERT INTO event (id, at, kind, case_id, unit_id, note) VALUES (1, 1, 0, 1, 1, 'x');"
    "INSERT INTO alert_ack (key, by, note, at) VALUES ('meeting-m-1', 'x', 'x', %" G_GINT64_FORMAT
    ");"
    "INSERT INTO audit (at, actor, action, subject, reason) VALUES (1, 'x', 'x', 'x', 'x');"
    "INSERT INTO import_run (source, file, at, rows, inserted, updated, bad)"
    " VALUES ('x', 'x', 1, 1, 1, 1, 1)",
    now - 600,
    now + 3000,
    now - 500,
    now + 300,
    now + 3900,
    now - 10);

  g_assert_true (zhihui_event_kinds_write (store, NULL));
  api_run (store, sql);
}

/* What an operator writes for everybody to read, and what is no text but a key. */
static gboolean
is_public (const char *table, const char *column)
{
  static const char *const tables[] = { "setting",
                                        "region",
                                        "peer",
                                        "unit",
                                        "case_type",
                                        "channel",
                                        "topic",
                                        "event_kind",
                                        "token",
                                        "schema_step",
                                        "layer",
                                        "layer_point",
                                        "item",
                                        "service_mode",
                                        "element_class",
                                        "indicator",
                                        "source_system",
                                        "watch_period",
                                        "guide_scene",
                                        "guide_answer",
                                        "hot_word",
                                        "sqlite_sequence",
                                        NULL };
  static const char *const columns[] = {
    "id",           "code", "kind",   "state",       "source",   "no",  "source_key",
    "public_title", "type", "role",   "key",         "provider", "uid", "level",
    "provider_key", "hash", "period", "public_text", NULL
  };

  return g_strv_contains (tables, table) || g_strv_contains (columns, column) ||
         g_str_has_prefix (table, "snapshot") || g_str_has_prefix (table, "rollup");
}

typedef struct
{
  char *table, *column;
} Place;

static void
place_free (Place *place)
{
  g_free (place->table);
  g_free (place->column);
  g_free (place);
}

static GPtrArray *
list_places (ZhihuiStore *store)
{
  static const char sql[] =
    "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info (m.name) p"
    " WHERE m.type = 'table' AND p.type = 'TEXT' ORDER BY 1, 2";
  GPtrArray       *places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);

  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      const char *table = zhihui_statement_get_text (row, 0);
      const char *column = zhihui_statement_get_text (row, 1);
      Place      *place;

      if (is_public (table, column) || g_str_equal (table, "cases"))
        continue;
      place = g_new0 (Place, 1);
      place->table = g_strdup (table);
      place->column = g_strdup (column);
      g_ptr_array_add (places, place);
    }
  zhihui_statement_reset (row);
  return places;
}

/* Writes somebody into a column of all rows of a table. */
static void
put_official (ZhihuiStore *store, const Place *place, GRand *rand, People *people)
{
  g_autoptr (Person) person = person_make (rand);
  g_autofree char *text = tell (person);
  g_auto (GStrv) parts = g_strsplit (text, "'", -1);
  g_autofree char  *quoted = g_strjoinv ("''", parts);
  ZhihuiDatabase   *database = zhihui_store_get_database (store);
  const char *const ends[] = { " || rowid", "" }; /* for columns in which all differ */

  /* A column may have a form of its own that is checked: then it holds no text of people. */
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("UPDATE %s SET %s = '%s'%s", place->table, place->column, quoted, ends[i]);

      if (zhihui_database_run (database, sql, NULL))
        {
          seek (people, person, FALSE);
          /* Some citizen may have the same name. */
          needles_forgive (people->for_desk, person->name, strlen (person->name));
          return;
        }
    }
  g_test_message ("nobody fits into %s.%s", place->table, place->column);
}

static void
fill_with_rows (ZhihuiStore *store)
{
  api_fill_with_few (store);
  put_rows (store);
}

/* Whom fill_with_people() writes into the database: it takes no argument. */
static People *present;

/* Every text column but the public ones. */
static void
fill_with_people (ZhihuiStore *store)
{
  GRand *rand = g_rand_new_with_seed (20260801);
  g_autoptr (GPtrArray) places = NULL;

  fill_with_rows (store);
  places = list_places (store);
  api_run (store, "BEGIN");
  put_citizens (store, rand, present);
  put_words (store, present);
  for (guint i = 0; i < places->len; i++)
    put_official (store, places->pdata[i], rand, present);
  api_run (store, "COMMIT");
  g_rand_free (rand);
}

static Api *
api_new_with_people (People *people)
{
  present = people;
  return api_new (fill_with_people, 0);
}

/* ---- what is asked ---- */

typedef void (*AnswerFunc) (const char *path, const Reply *reply, gpointer user_data);

static guint
ask_one (Api *api, const char *token, const char *path, AnswerFunc look, gpointer user_data)
{
  static const char *const zipped[] = { "Accept-Encoding", "gzip", NULL };
  static const char *const plain[] = { "Accept-Encoding", "identity", NULL };
  g_autoptr (Reply) reply = api_send (api, "GET", token, path, NULL, plain);
  g_autoptr (Reply) packed = api_send (api, "GET", token, path, NULL, zipped);

  look (path, reply, user_data);
  look (path, packed, user_data);
  return reply->status;
}

/* Whether any form of the question was answered. */
static gboolean
ask_route (
  Api *api, const char *token, const ZhihuiRoute *route, AnswerFunc look, gpointer user_data)
{
  static const char *const arguments[] = { "volume",    "satisfied_rate", "c-100",       "m-1",
                                           "m-1.ics",   "370302",         "2020",        "2020-07",
                                           "370302104", "overdue-u001",   "meeting-m-1", "u001" };
  static const char *const queries[] = { "",
                                         "?period=year",
                                         "?region=370302104",
                                         "?state=all",
                                         "?before=31&after=31",
                                         "?limit=500",
                                         "?unmask=1&reason=call%20back",
                                         "?bbox=100,20,130,50&zoom=15" };
  const char              *star = strchr (route->path, '*');
  gboolean                 answered = FALSE;

  for (guint i = 0; i < (star != NULL ? G_N_ELEMENTS (arguments) : 1); i++)
    for (guint j = 0; j < G_N_ELEMENTS (queries); j++)
      {
        g_autofree char *path = star != NULL ? g_strdup_printf ("%.*s%s%s%s",
                                                                (int) (star - route->path),
                                                                route->path,
                                                                arguments[i],
                                                                star + 1,
                                                                queries[j])
                                             : g_strconcat (route->path, queries[j], NULL);

        /* A stream does not end. */
        if (!g_str_has_prefix (path, "/stream"))
          answered |= ask_one (api, token, path, look, user_data) == 200;
      }
  return answered;
}

static guint
ask_all (Api *api, const char *token, AnswerFunc look, gpointer user_data)
{
  guint              n, n_silent = 0;
  const ZhihuiRoute *routes = zhihui_routes_get (&n);

  for (guint i = 0; i < n; i++)
    if (!routes[i].is_post && !ask_route (api, token, &routes[i], look, user_data))
      {
        g_test_message ("%s was not answered", routes[i].path);
        n_silent++;
      }
  return n_silent;
}

/* ---- what is looked at ---- */

/* As a reader of JSON would read it: \uXXXX of any kind. */
static char *
unescape (const char *text, gsize length)
{
  GString *plain = g_string_sized_new (length);
  gunichar high = 0;

  for (gsize i = 0; i < length; i++)
    {
      gunichar unit = 0;

      if (i + 6 > length || text[i] != '\\' || text[i + 1] != 'u')
        {
          g_string_append_c (plain, text[i]);
          continue;
        }
      for (guint j = 2; j < 6; j++)
        unit = unit * 16 + (gunichar) MAX (g_ascii_xdigit_value (text[i + j]), 0);
      i += 5;
      if (unit >= 0xd800 && unit < 0xdc00)
        high = unit;
      else if (unit >= 0xdc00 && unit < 0xe000)
        g_string_append_unichar (plain, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
      else if (unit != 0)
        g_string_append_unichar (plain, unit);
    }
  return g_string_free (plain, FALSE);
}

static GBytes *
unpack (const Reply *reply)
{
  g_autoptr (GZlibDecompressor) unzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) packed = g_memory_input_stream_new_from_bytes (reply->body);
  g_autoptr (GInputStream) plain = g_converter_input_stream_new (packed, G_CONVERTER (unzip));
  g_autoptr (GOutputStream) all = g_memory_output_stream_new_resizable ();

  if (g_strcmp0 (reply_get (reply, "Content-Encoding"), "gzip") != 0)
    return g_bytes_ref (reply->body);

  g_output_stream_splice (all, plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (all));
}

static void
assert_silent (const char *path, const Reply *reply, gpointer user_data)
{
  const Needles *needles = user_data;
  g_autoptr (GBytes) body = unpack (reply);
  gsize            length;
  const char      *text = g_bytes_get_data (body, &length);
  g_autofree char *plain = unescape (text, length);
  const char      *found = needles_find (needles, text, length);

  if (found == NULL)
    found = needles_find (needles, plain, strlen (plain));
  if (found != NULL)
    g_error ("%s tells %s", path, found);
}

static void
forgive (const char *path, const Reply *reply, gpointer user_data)
{
  g_autoptr (GBytes) body = unpack (reply);

  needles_forgive (user_data, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

/* ---- tests ---- */

static void
test_nobody_is_told_to_a_wall (void)
{
  g_autoptr (People) people = people_new ();
  g_autoptr (Api) empty = api_new (fill_with_rows, 0);
  g_autoptr (Api) api = api_new_with_people (people);
  g_autofree char *room = api_make_token (api, "wall:room", NULL);
  guint            n_silent;

  /* What stands there without anybody is not about them. */
  ask_all (empty, empty->wall, forgive, people->for_wall);
  g_assert_cmpuint (needles_count (people->for_wall), >=, 15000);
  n_silent = ask_all (api, api->wall, assert_silent, people->for_wall);
  /* Cases, what units ask for, their topics, portraits and single alerts are refused; there is no
   * outline. */
  g_assert_cmpuint (n_silent, <=, 10);
  g_assert_cmpuint (ask_all (api, room, assert_silent, people->for_wall), ==, n_silent);
}

static void
test_desk_is_told_masked_forms_alone (void)
{
  g_autoptr (People) people = people_new ();
  g_autoptr (Api) api = api_new_with_people (people);
  g_autoptr (Reply) reply = NULL;
  g_autofree char *text = NULL, *name = NULL, *phone = NULL;
  const Person    *first;

  /* There is no snapshot, no outline and no layer. */
  g_assert_cmpuint (ask_all (api, api->desk, assert_silent, people->for_desk), ==, 3);

  first = people->citizens->pdata[N_NAMED];
  reply = api_get (api, api->desk, "/cases/c-120");
  text = reply_dup_text (reply);
  name = zhihui_mask_name (first->name, ZHIHUI_MASK_DESK);
  phone = zhihui_mask_phone (first->phone);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (strstr (text, name));
  g_assert_nonnull (strstr (text, phone));
  g_assert_nonnull (strstr (text, "文昌路幸福小区[门牌]"));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/privacy/nobody-is-told-to-a-wall", test_nobody_is_told_to_a_wall);
  g_test_add_func ("/privacy/desk-is-told-masked-forms-alone",
                   test_desk_is_told_masked_forms_alone);
  return g_test_run ();
}
