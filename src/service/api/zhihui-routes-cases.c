/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "zhihui-case-history.h"
#include "zhihui-case-writer.h"
#include "zhihui-figures-private.h"
#include "zhihui-request.h"
#include "zhihui-restriction.h"
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

/* The ids alone: they are kept while somebody walks the pages. */
static GArray *
list_ids (GArray *found)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), found->len);

  g_array_sort (found, compare_found);
  for (guint i = 0; i < found->len; i++)
    g_array_append_val (ids, g_array_index (found, Found, i).id);
  return ids;
}

/* Newest first. Ids, not places: the ledger may be read anew between two pages. */
static GArray *
find_cases (ZhihuiRequest *request, const Filter *filter, gint64 *n_restricted)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (request->platform);
  ZhihuiLedger  *ledger = zhihui_figures_get_ledger (figures);
  gint64         now = zhihui_figures_get_as_of (figures);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (ZhihuiRestriction) restriction = zhihui_restriction_new (request);

  *n_restricted = 0;
  for (guint i = 0; i < ledger->cases->len; i++)
    {
      const ZhihuiCaseRow *one = &g_array_index (ledger->cases, ZhihuiCaseRow, i);

      if (!passes (filter, ledger, one, now))
        continue;
      if (zhihui_restriction_covers (restriction, one))
        {
          *n_restricted += 1;
        }
      else
        {
          Found place = { one->submitted_at, one->id };

          g_array_append_val (found, place);
        }
    }

  return list_ids (found);
}

char *
zhihui_route_cases (ZhihuiRequest *request)
{
  g_auto (Filter) filter = { NULL };
  g_auto (ZhihuiPage) page = { 0 };
  ZhihuiWireWriter writer;
  GArray          *found;
  gint64           n_restricted = -1;

  read_filter (request, &filter);
  zhihui_page_read (&page, request, CASES_LIMIT, CASES_MAX);
  if (!zhihui_request_check (request))
    return NULL;

  found = zhihui_page_find (&page, request);
  if (request->status != 0)
    return NULL;
  if (found == NULL)
    found = find_cases (request, &filter, &n_restricted);

  zhihui_request_open_answer (request, &writer);
  if (n_restricted >= 0)
    zhihui_wire_writer_integer (&writer, "restricted_total", n_restricted);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = page.place; i < found->len && i - page.place < page.limit; i++)
    if (zhihui_case_write (request, &writer, g_array_index (found, gint64, i), FALSE))
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
