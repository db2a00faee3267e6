/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-writer.h"
#include "zhihui-event.h"
#include "zhihui-figures-private.h"
#include "zhihui-request.h"
#include "zhihui-restriction.h"

#define REQUESTS_LIMIT 50
#define REQUESTS_MAX 500
#define MAX_TEXT_BYTES 128

static const struct
{
  const char     *name;
  ZhihuiEventKind kind;
} kinds[] = {
  { "return", ZHIHUI_EVENT_RETURN_REQUESTED },
  { "extension", ZHIHUI_EVENT_EXTENSION_REQUESTED },
  { "suspension", ZHIHUI_EVENT_SUSPENSION_REQUESTED },
};

/* Which requests are asked for. */
typedef struct
{
  gboolean *regions; /* owned, or NULL: all */
  guint     unit;    /* index or ZHIHUI_NO_INDEX: any */
  guint     kind;    /* ZhihuiEventKind or ZHIHUI_NO_INDEX: any */
} Filter;

static void
filter_clear (Filter *filter)
{
  g_free (filter->regions);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

static void
read_filter (ZhihuiRequest *request, Filter *filter)
{
  const char *const names[] = { kinds[0].name, kinds[1].name, kinds[2].name, NULL };
  const char *const states[] = { "waiting", NULL };
  ZhihuiFigures    *figures = zhihui_platform_get_figures (request->platform);
  const char       *unit = zhihui_query_get_text (request->query, "unit", MAX_TEXT_BYTES);
  guint             state = 0, kind = 0;

  filter->unit = filter->kind = ZHIHUI_NO_INDEX;
  filter->regions = zhihui_figures_find_regions (figures, zhihui_request_get_region (request));
  if (unit != NULL)
    {
      filter->unit = zhihui_ledger_find_unit (zhihui_figures_get_ledger (figures), unit);
      if (filter->unit == ZHIHUI_NO_INDEX)
        zhihui_query_add_fault (request->query, "unit", "unknown_value");
    }
  if (zhihui_query_get_word (request->query, "kind", names, &kind))
    filter->kind = kinds[kind].kind;
  zhihui_query_get_word (request->query, "state", states, &state);
}

/* Whether the unit still has the work, and it is asked for. */
static gboolean
passes (const Filter        *filter,
        ZhihuiLedger        *ledger,
        const ZhihuiCaseRow *one,
        guint                assignment,
        guint                kind)
{
  const ZhihuiAssignment *row = &g_array_index (ledger->assignments, ZhihuiAssignment, assignment);

  return one->current == assignment && one->state >= ZHIHUI_CASE_DISPATCHED &&
         one->state <= ZHIHUI_CASE_HANDLING && zhihui_case_is_in (one, filter->regions) &&
         (filter->unit == ZHIHUI_NO_INDEX || filter->unit == row->unit) &&
         (filter->kind == ZHIHUI_NO_INDEX || filter->kind == kind);
}

/* What was asked for in open work and neither answered nor asked for again: ids of events, oldest
 * first. The answer stands behind it in the log, whatever time it tells. */
static GArray *
find_waiting (ZhihuiRequest *request, const Filter *filter, gint64 *n_restricted)
{
  static const char sql[] =
    "SELECT e.id, e.kind, e.assignment_id FROM assignment a CROSS JOIN event e"
    " WHERE a.replied_at IS NULL AND a.closed_at IS NULL AND a.role = 'main' AND a.merged = 0"
    " AND a.reassigned = 0 AND (a.return_accepted IS NULL OR a.return_accepted = 0)"
    " AND e.assignment_id = a.id AND (e.kind = 10 OR e.kind = 32 OR e.kind = 33)"
    " AND NOT EXISTS (SELECT 1 FROM event later WHERE later.case_id = e.case_id"
    " AND later.assignment_id = e.assignment_id AND later.id > e.id AND (later.kind = e.kind"
    " OR (e.kind = 10 AND later.kind = 11) OR (e.kind = 32 AND later.kind = 12)"
    " OR (e.kind = 33 AND later.kind = 13) OR (e.kind > 10 AND later.kind = 34)))"
    " ORDER BY e.id";
  ZhihuiLedger    *ledger = zhihui_platform_get_ledger (request->platform);
  ZhihuiStatement *row = zhihui_store_prepare (zhihui_platform_get_store (request->platform), sql);
  GArray          *waiting = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ZhihuiRestriction) restriction = zhihui_restriction_new (request);

  *n_restricted = 0;
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      gint64 id = zhihui_statement_get_integer (row, 0);
      guint  kind = (guint) zhihui_statement_get_integer (row, 1);
      guint  index = zhihui_ledger_find_assignment (ledger, zhihui_statement_get_integer (row, 2));
      const ZhihuiCaseRow *one;

      if (index == ZHIHUI_NO_INDEX)
        continue;
      one =
        &g_array_index (ledger->cases,
                        ZhihuiCaseRow,
                        g_array_index (ledger->assignments, ZhihuiAssignment, index).case_index);
      if (!passes (filter, ledger, one, index, kind))
        continue;
      if (zhihui_restriction_covers (restriction, one))
        *n_restricted += 1;
      else
        g_array_append_val (waiting, id);
    }
  zhihui_statement_reset (row);
  return waiting;
}

static const char *
get_kind_name (guint kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return kinds[i].name;
  return "";
}

static const char *
get_text (ZhihuiStatement *row, guint column)
{
  const char *text = zhihui_statement_get_text (row, column);

  return text != NULL ? text : "";
}

static void
write_id (ZhihuiWireWriter *writer, const char *member, const char *prefix, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("%s%" G_GINT64_FORMAT, prefix, id);

  zhihui_wire_writer_text (writer, member, text);
}

/* Leaves nothing when it is gone. */
static void
write_waiting (ZhihuiRequest *request, ZhihuiWireWriter *writer, gint64 id)
{
  static const char sql[] =
    "SELECT e.at, e.kind, e.case_id, e.assignment_id, e.value, e.note, c.no, c.complainant"
    " FROM event e JOIN cases c ON c.id = e.case_id WHERE e.id = ?1";
  ZhihuiLedger    *ledger = zhihui_platform_get_ledger (request->platform);
  ZhihuiStatement *row = zhihui_store_prepare (zhihui_platform_get_store (request->platform), sql);
  guint            index = ZHIHUI_NO_INDEX;

  zhihui_statement_bind_integer (row, 1, id);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    index = zhihui_ledger_find_assignment (ledger, zhihui_statement_get_integer (row, 3));
  if (index != ZHIHUI_NO_INDEX)
    {
      const ZhihuiAssignment *work = &g_array_index (ledger->assignments, ZhihuiAssignment, index);
      const ZhihuiUnit       *unit = ledger->units->pdata[work->unit];
      guint                   kind = (guint) zhihui_statement_get_integer (row, 1);
      g_autofree char        *reason = zhihui_case_scrub (get_text (row, 5), get_text (row, 7));

      zhihui_wire_writer_open_object (writer, NULL);
      write_id (writer, "id", "q-", id);
      zhihui_wire_writer_text (writer, "kind", get_kind_name (kind));
      zhihui_wire_writer_text (writer, "state", "waiting");
      zhihui_wire_writer_instant (writer, "requested_at", zhihui_statement_get_integer (row, 0));
      write_id (writer, "case", "c-", zhihui_statement_get_integer (row, 2));
      zhihui_wire_writer_text (writer, "no", zhihui_statement_get_text (row, 6));
      zhihui_wire_writer_open_object (writer, "unit");
      zhihui_wire_writer_text (writer, "id", unit->id);
      zhihui_wire_writer_text (writer, "name", unit->name);
      zhihui_wire_writer_close_object (writer);
      if (kind == ZHIHUI_EVENT_EXTENSION_REQUESTED)
        zhihui_wire_writer_integer (writer, "days", zhihui_statement_get_integer (row, 4));
      zhihui_wire_writer_text (writer, "reason", reason);
      zhihui_wire_writer_instant (writer, "due_at", work->due_at);
      zhihui_wire_writer_close_object (writer);
      request->n_rows++;
    }
  zhihui_statement_reset (row);
}

/* GET /requests: what units ask for and the centre has not answered. */
char *
zhihui_route_requests (ZhihuiRequest *request)
{
  g_auto (Filter) filter = { NULL };
  g_auto (ZhihuiPage) page = { 0 };
  gint64           n_restricted = -1;
  ZhihuiWireWriter writer;
  GArray          *waiting;

  read_filter (request, &filter);
  zhihui_page_read (&page, request, REQUESTS_LIMIT, REQUESTS_MAX);
  if (!zhihui_request_check (request))
    return NULL;

  waiting = zhihui_page_find (&page, request);
  if (request->status != 0)
    return NULL;
  if (waiting == NULL)
    waiting = find_waiting (request, &filter, &n_restricted);

  zhihui_request_open_answer (request, &writer);
  if (n_restricted >= 0)
    zhihui_wire_writer_integer (&writer, "restricted_total", n_restricted);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = page.place; i < waiting->len && i - page.place < page.limit; i++)
    write_waiting (request, &writer, g_array_index (waiting, gint64, i));
  zhihui_wire_writer_close_list (&writer);
  zhihui_page_turn (&page, request, waiting, (GDestroyNotify) g_array_unref, waiting->len);
  zhihui_wire_writer_text (&writer, "next", request->next);
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}
