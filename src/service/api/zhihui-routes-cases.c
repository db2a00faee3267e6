/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "zhihui-case-history.h"
#include "zhihui-figures-private.h"
#include "zhihui-mask.h"
#include "zhihui-request.h"
#include "zhihui-wire-writer.h"

#define CASES_LIMIT 50
#define CASES_MAX 500
#define MAX_TEXT_BYTES 128
#define SOON_S 86400

/* Which cases are asked for. */
typedef struct
{
  gboolean      *regions;             /* owned, or NULL: all */
  guint          unit, type, channel; /* index or ZHIHUI_NO_INDEX: any */
  guint          state;               /* ZhihuiCaseState or ZHIHUI_NO_INDEX: any */
  guint          due;                 /* 1 soon, 2 over, 0 any */
  guint          mark;                /* ZhihuiMark, 0 any */
  ZhihuiCaseList list;
  GHashTable    *ids; /* (element-type gint64) owned: found in the database, or NULL: any */
} Filter;

static void
filter_clear (Filter *filter)
{
  g_free (filter->regions);
  g_clear_pointer (&filter->ids, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

static guint
read_named (ZhihuiRequest *request, const char *name, GPtrArray *list)
{
  const char *id = zhihui_query_get_text (request->query, name, MAX_TEXT_BYTES);
  guint       index;

  if (id == NULL)
    return ZHIHUI_NO_INDEX;

  index = zhihui_ledger_find_named (list, id);
  if (index == ZHIHUI_NO_INDEX)
    zhihui_query_add_fault (request->query, name, "unknown_value");
  return index;
}

static guint
read_unit (ZhihuiRequest *request, ZhihuiLedger *ledger)
{
  const char *id = zhihui_query_get_text (request->query, "unit", MAX_TEXT_BYTES);
  guint       index;

  if (id == NULL)
    return ZHIHUI_NO_INDEX;

  index = zhihui_ledger_find_unit (ledger, id);
  if (index == ZHIHUI_NO_INDEX)
    zhihui_query_add_fault (request->query, "unit", "unknown_value");
  return index;
}

static guint
read_state (ZhihuiRequest *request)
{
  const char *id = zhihui_query_get_text (request->query, "state", MAX_TEXT_BYTES);

  if (id == NULL)
    return ZHIHUI_NO_INDEX;

  for (guint i = 0; i < ZHIHUI_N_CASE_STATES; i++)
    if (g_str_equal (zhihui_case_state_get_id ((ZhihuiCaseState) i), id))
      return i;

  zhihui_query_add_fault (request->query, "state", "unknown_value");
  return ZHIHUI_NO_INDEX;
}

/* What only the database knows: words in the title, the number, when a case last changed. */
static GHashTable *
search (ZhihuiStore *store, const char *q, gint64 since)
{
  static const char sql[] = "SELECT id FROM cases WHERE updated_at >= ?1"
                            " AND (?2 = '' OR instr (no, ?2) > 0 OR instr (title, ?2) > 0)";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  GHashTable       *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  zhihui_statement_bind_integer (row, 1, since);
  zhihui_statement_bind_text (row, 2, q != NULL ? q : "");
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      gint64 id = zhihui_statement_get_integer (row, 0);

      g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }
  zhihui_statement_reset (row);
  return ids;
}

static void
read_filter (ZhihuiRequest *request, Filter *filter)
{
  const char *const dues[] = { "any", "soon", "over", NULL };
  ZhihuiFigures    *figures = zhihui_platform_get_figures (request->platform);
  ZhihuiLedger     *ledger = zhihui_figures_get_ledger (figures);
  const char       *region = zhihui_request_get_region (request);
  const char       *q = zhihui_query_get_text (request->query, "q", MAX_TEXT_BYTES);
  gint64            since = G_MININT64;
  gboolean          has_since = zhihui_query_get_instant (request->query, "updated_since", &since);

  filter->regions = zhihui_figures_find_regions (figures, region);
  filter->unit = read_unit (request, ledger);
  filter->type = read_named (request, "type", ledger->types);
  filter->channel = read_named (request, "channel", ledger->channels);
  filter->state = read_state (request);
  zhihui_query_get_word (request->query, "due", dues, &filter->due);
  filter->mark = zhihui_case_marks_read (request);
  filter->list = zhihui_case_list_read (request);
  if (has_since || (q != NULL && *q != '\0'))
    filter->ids = search (zhihui_platform_get_store (request->platform), q, since);
}

static gboolean
is_due (const ZhihuiAssignment *row, guint due, gint64 now)
{
  if (row == NULL || !zhihui_assignment_is_open (row, now))
    return FALSE;
  if (due == 2)
    return zhihui_assignment_is_overdue (row, now);
  return !row->is_suspended && row->due_at != ZHIHUI_NO_INSTANT && row->due_at >= now &&
         row->due_at - now <= SOON_S;
}

static gboolean
is_asked (guint asked, guint value)
{
  return asked == ZHIHUI_NO_INDEX || asked == value;
}

static gboolean
is_listed (const Filter           *filter,
           ZhihuiLedger           *ledger,
           const ZhihuiCaseRow    *one,
           const ZhihuiAssignment *row,
           gint64                  now)
{
  gboolean is_main = filter->list != ZHIHUI_CASE_LIST_CO;

  if (is_main && filter->unit != ZHIHUI_NO_INDEX && (row == NULL || row->unit != filter->unit))
    return FALSE;
  if (filter->mark != 0 && (one->marks & filter->mark) == 0)
    return FALSE;
  return zhihui_case_list_holds (filter->list, ledger, one, filter->unit, now);
}

static gboolean
passes (const Filter *filter, ZhihuiLedger *ledger, const ZhihuiCaseRow *one, gint64 now)
{
  const ZhihuiAssignment *row =
    one->current != ZHIHUI_NO_INDEX
      ? &g_array_index (ledger->assignments, ZhihuiAssignment, one->current)
      : NULL;

  if (!zhihui_case_is_in (one, filter->regions) || !is_asked (filter->type, one->type) ||
      !is_asked (filter->channel, one->channel) || !is_asked (filter->state, one->state))
    return FALSE;
  if (!is_listed (filter, ledger, one, row, now))
    return FALSE;
  if (filter->due != 0 && !is_due (row, filter->due, now))
    return FALSE;
  return filter->ids == NULL || g_hash_table_contains (filter->ids, &one->id);
}

typedef struct
{
  gint64 submitted_at, id;
} Found;

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *one = a, *other = b;

  if (one->submitted_at != other->submitted_at)
    return one->submitted_at > other->submitted_at ? -1 : 1;
  return (one->id < other->id) - (one->id > other->id);
}

/* Newest first. Ids, not places: the ledger may be read anew between two pages. */
static GArray *
find_cases (ZhihuiFigures *figures, const Filter *filter)
{
  ZhihuiLedger *ledger = zhihui_figures_get_ledger (figures);
  GArray       *found = g_array_new (FALSE, FALSE, sizeof (Found));
  gint64        now = zhihui_figures_get_as_of (figures);

  for (guint i = 0; i < ledger->cases->len; i++)
    {
      const ZhihuiCaseRow *one = &g_array_index (ledger->cases, ZhihuiCaseRow, i);

      if (passes (filter, ledger, one, now))
        {
          Found place = { one->submitted_at, one->id };

          g_array_append_val (found, place);
        }
    }

  g_array_sort (found, compare_found);
  return found;
}

static void
write_assignment (ZhihuiWireWriter *writer, ZhihuiLedger *ledger, const ZhihuiCaseRow *one)
{
  const ZhihuiAssignment *row;
  const ZhihuiUnit       *unit;

  if (one->current == ZHIHUI_NO_INDEX)
    {
      zhihui_wire_writer_null (writer, "assignment");
      return;
    }

  row = &g_array_index (ledger->assignments, ZhihuiAssignment, one->current);
  unit = ledger->units->pdata[row->unit];
  zhihui_wire_writer_open_object (writer, "assignment");
  zhihui_wire_writer_integer (
    writer, "seq", g_array_index (ledger->rounds, ZhihuiRound, one->current).seq);
  zhihui_wire_writer_text (writer, "role", "main");
  zhihui_wire_writer_open_object (writer, "unit");
  zhihui_wire_writer_text (writer, "id", unit->id);
  zhihui_wire_writer_text (writer, "name", unit->name);
  zhihui_wire_writer_close_object (writer);
  zhihui_wire_writer_instant (writer, "dispatched_at", row->dispatched_at);
  zhihui_wire_writer_instant (writer, "sign_due_at", row->sign_due_at);
  zhihui_wire_writer_instant (writer, "signed_at", row->signed_at);
  zhihui_wire_writer_instant (writer, "contact_due_at", row->contact_due_at);
  zhihui_wire_writer_instant (writer, "contacted_at", row->contacted_at);
  zhihui_wire_writer_instant (writer, "due_at", row->due_at);
  zhihui_wire_writer_instant (writer, "replied_at", row->replied_at);
  if (row->replied_at == ZHIHUI_NO_INSTANT || row->due_at == ZHIHUI_NO_INSTANT)
    zhihui_wire_writer_null (writer, "on_time");
  else
    zhihui_wire_writer_boolean (
      writer, "on_time", zhihui_deadline_is_kept (row->replied_at, row->due_at));
  zhihui_case_write_round (writer, ledger, one->current);
  zhihui_wire_writer_close_object (writer);
}

static void
write_id (ZhihuiWireWriter *writer, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("c-%" G_GINT64_FORMAT, id);

  zhihui_wire_writer_text (writer, "id", text);
}

static const char *
get_named (const GPtrArray *list, guint index)
{
  return index < list->len ? ((const ZhihuiNamed *) list->pdata[index])->id : "";
}

static void
write_topic (ZhihuiWireWriter *writer, ZhihuiLedger *ledger, guint16 topic)
{
  const ZhihuiNamed *named;

  if (topic >= ledger->topics->len)
    {
      zhihui_wire_writer_null (writer, "topic");
      return;
    }

  named = ledger->topics->pdata[topic];
  zhihui_wire_writer_open_object (writer, "topic");
  zhihui_wire_writer_text (writer, "code", named->id);
  zhihui_wire_writer_text (writer, "name", named->label);
  zhihui_wire_writer_close_object (writer);
}

static void
write_place (ZhihuiWireWriter *writer, const char *name, double degrees)
{
  if (isnan (degrees))
    zhihui_wire_writer_null (writer, name);
  else
    zhihui_wire_writer_number (writer, name, degrees);
}

/* One case as a desk sees it. FALSE when it is gone. The object is left open. */
static gboolean
write_case (ZhihuiRequest *request, ZhihuiWireWriter *writer, gint64 id)
{
  static const char sql[] = "SELECT no, title, updated_at FROM cases WHERE id = ?1";
  ZhihuiLedger     *ledger = zhihui_platform_get_ledger (request->platform);
  guint             index = zhihui_ledger_find_case (ledger, id);
  ZhihuiStatement  *row = zhihui_store_prepare (zhihui_platform_get_store (request->platform), sql);
  const ZhihuiCaseRow *one;
  g_autofree char     *title = NULL;

  zhihui_statement_bind_integer (row, 1, id);
  if (index == ZHIHUI_NO_INDEX || zhihui_statement_step (row) != ZHIHUI_STEP_ROW)
    {
      zhihui_statement_reset (row);
      return FALSE;
    }

  one = &g_array_index (ledger->cases, ZhihuiCaseRow, index);
  title = zhihui_mask_text (zhihui_statement_get_text (row, 1), ZHIHUI_MASK_DESK);
  zhihui_wire_writer_open_object (writer, NULL);
  write_id (writer, id);
  zhihui_wire_writer_text (writer, "no", zhihui_statement_get_text (row, 0));
  zhihui_wire_writer_text (writer, "type", get_named (ledger->types, one->type));
  write_topic (writer, ledger, one->topic);
  zhihui_wire_writer_text (writer, "channel", get_named (ledger->channels, one->channel));
  zhihui_wire_writer_text (
    writer, "state", zhihui_case_state_get_id ((ZhihuiCaseState) one->state));
  zhihui_wire_writer_text (writer,
                           "region",
                           one->region < ledger->regions->len
                             ? ((const ZhihuiRegion *) ledger->regions->pdata[one->region])->code
                             : "");
  zhihui_wire_writer_instant (writer, "submitted_at", one->submitted_at);
  zhihui_wire_writer_instant (writer, "accepted_at", one->accepted_at);
  zhihui_wire_writer_instant (writer, "closed_at", one->closed_at);
  zhihui_wire_writer_text (writer, "title", title);
  write_place (writer, "lon", one->lon);
  write_place (writer, "lat", one->lat);
  zhihui_case_write_marks (writer, one);
  write_assignment (writer, ledger, one);
  zhihui_case_write_parts (writer, ledger, index);
  zhihui_wire_writer_instant (writer, "updated_at", zhihui_statement_get_integer (row, 2));
  zhihui_statement_reset (row);
  return TRUE;
}

static void
open_answer (ZhihuiRequest *request, ZhihuiWireWriter *writer)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (request->platform);

  zhihui_wire_writer_init (writer, zhihui_platform_get_zone (request->platform));
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_stamp (
    writer, zhihui_figures_get_as_of (figures), zhihui_figures_get_revision (figures));
}

char *
zhihui_route_cases (ZhihuiRequest *request)
{
  g_auto (Filter) filter = { NULL };
  g_auto (ZhihuiPage) page = { 0 };
  ZhihuiWireWriter writer;
  GArray          *found;

  read_filter (request, &filter);
  zhihui_page_read (&page, request, CASES_LIMIT, CASES_MAX);
  if (!zhihui_request_check (request))
    return NULL;

  found = zhihui_page_find (&page, request);
  if (request->status != 0)
    return NULL;
  if (found == NULL)
    found = find_cases (zhihui_platform_get_figures (request->platform), &filter);

  open_answer (request, &writer);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = page.place; i < found->len && i - page.place < page.limit; i++)
    if (write_case (request, &writer, g_array_index (found, Found, i).id))
      {
        zhihui_wire_writer_close_object (&writer);
        request->n_rows++;
      }
  zhihui_wire_writer_close_list (&writer);
  zhihui_page_turn (&page, request, found, (GDestroyNotify) g_array_unref, found->len);
  if (request->next != NULL)
    zhihui_wire_writer_text (&writer, "next", request->next);
  else
    zhihui_wire_writer_null (&writer, "next");
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}

/* One case with its history, as a list of one. */
char *
zhihui_route_case (ZhihuiRequest *request)
{
  ZhihuiWireWriter writer;
  gint64           id;

  if (!zhihui_request_check (request))
    return NULL;
  if (!g_str_has_prefix (request->argument, "c-") ||
      !g_ascii_string_to_signed (request->argument + 2, 10, 1, G_MAXINT64, &id, NULL))
    return zhihui_request_not_found (request);

  open_answer (request, &writer);
  zhihui_wire_writer_open_list (&writer, "items");
  if (!write_case (request, &writer, id))
    {
      g_free (zhihui_wire_writer_finish (&writer));
      return zhihui_request_not_found (request);
    }

  zhihui_case_write_history (request, &writer, id);
  zhihui_wire_writer_close_object (&writer);
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_null (&writer, "next");
  zhihui_wire_writer_close_object (&writer);
  request->n_rows = 1;
  return zhihui_wire_writer_finish (&writer);
}
