/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-case-writer.h"
#include "zhihui-event.h"
#include "zhihui-mask.h"
#include "zhihui-portrait.h"
#include "zhihui-request.h"
#include "zhihui-restriction.h"
#include "zhihui-wire.h"

#define MAX_DECISIONS 50
#define MAX_REMARKS 50
#define MAX_REMARKED 1000 /* cases whose remarks are read */
#define PREFIX "case."
#define PEOPLE_MARKS                                                                               \
  (ZHIHUI_MARK_COMMENTED | ZHIHUI_MARK_INSTRUCTED | ZHIHUI_MARK_WATCHED | ZHIHUI_MARK_ESCALATED |  \
   ZHIHUI_MARK_SUPERVISED | ZHIHUI_MARK_EXPOSED)

/* A portrait under way; lives on the stack. */
typedef struct
{
  ZhihuiRequest     *request; /* borrowed */
  ZhihuiLedger      *ledger;  /* borrowed */
  ZhihuiRestriction *restriction;
  guint              unit; /* index */
  ZhihuiPortrait    *portrait;
} Maker;

static gboolean
is_told (Maker *self, const ZhihuiCaseRow *one)
{
  return zhihui_request_sees_case (self->request, one) &&
         !zhihui_restriction_covers (self->restriction, one);
}

/* ---- why work went back ---- */

/* The reason of what happened to this round at @at: a reply that is sent back opens the next round,
 * to which its event belongs. (transfer full) "" where there is none, or it may not be told. */
static char *
read_reason (Maker *self, guint assignment, ZhihuiEventKind kind, gint64 at)
{
  static const char sql[] =
    "SELECT e.note, c.complainant FROM event e JOIN cases c ON c.id = e.case_id"
    " WHERE e.case_id = ?1 AND e.kind = ?2 AND (e.at = ?3 OR e.assignment_id = ?4)"
    " ORDER BY CASE WHEN e.at = ?3 THEN 0 ELSE 1 END, e.id DESC LIMIT 1";
  const ZhihuiAssignment *row =
    &g_array_index (self->ledger->assignments, ZhihuiAssignment, assignment);
  const ZhihuiCaseRow *one = &g_array_index (self->ledger->cases, ZhihuiCaseRow, row->case_index);
  ZhihuiStatement     *found;
  char                *reason = NULL;

  if (!is_told (self, one))
    return g_strdup ("");

  found = zhihui_store_prepare (zhihui_platform_get_store (self->request->platform), sql);
  zhihui_statement_bind_integer (found, 1, one->id);
  zhihui_statement_bind_integer (found, 2, kind);
  zhihui_statement_bind_integer (found, 3, at);
  zhihui_statement_bind_integer (
    found, 4, g_array_index (self->ledger->rounds, ZhihuiRound, assignment).id);
  if (zhihui_statement_step (found) == ZHIHUI_STEP_ROW && !zhihui_statement_is_null (found, 0))
    {
      const char *name = zhihui_statement_get_text (found, 1);

      reason = zhihui_case_scrub (zhihui_statement_get_text (found, 0), name != NULL ? name : "");
    }
  zhihui_statement_reset (found);
  return reason != NULL ? reason : g_strdup ("");
}

static void
tell_reasons (Maker             *self,
              ZhihuiReasons     *reasons,
              const ZhihuiTally *tally,
              const GArray      *rows,
              ZhihuiEventKind    kind)
{
  zhihui_portrait_begin_reasons (reasons);
  reasons->tally = *tally;
  for (guint i = 0; i < rows->len; i++)
    {
      guint                   index = g_array_index (rows, guint, i);
      const ZhihuiAssignment *row =
        &g_array_index (self->ledger->assignments, ZhihuiAssignment, index);
      gint64           at = kind == ZHIHUI_EVENT_SENT_BACK ? row->sent_back_at : row->return_req_at;
      g_autofree char *reason = read_reason (self, index, kind, at);

      zhihui_reasons_count (reasons, reason);
    }
  zhihui_reasons_sort (reasons);
}

static void
tell_figures (Maker *self, const ZhihuiPeriod *period)
{
  ZhihuiPortrait *portrait = self->portrait;
  g_autoptr (ZhihuiUnitFigures) figures = zhihui_figures_make_unit (
    zhihui_platform_get_figures (self->request->platform), self->unit, period);

  portrait->volume = figures->volume.n;
  portrait->channels = zhihui_channels_ref (figures->channels);
  portrait->topics = zhihui_channels_ref (figures->topics);
  tell_reasons (self,
                &portrait->returns,
                &figures->returned,
                figures->returned_rows,
                ZHIHUI_EVENT_RETURN_REQUESTED);
  tell_reasons (
    self, &portrait->redo, &figures->redone, figures->redone_rows, ZHIHUI_EVENT_SENT_BACK);
}

/* ---- what leaders and supervisors remarked ---- */

static void
read_remarks (Maker *self, const ZhihuiCaseRow *one)
{
  static const char sql[] =
    "SELECT e.at, k.type, e.by_whom, e.note, c.no, c.complainant FROM event e"
    " JOIN event_kind k ON k.id = e.kind JOIN cases c ON c.id = e.case_id"
    " WHERE e.case_id = ?1 AND e.kind >= ?2 AND e.kind <= ?3 AND e.at <= ?4";
  ZhihuiPlatform  *platform = self->request->platform;
  ZhihuiStatement *row = zhihui_store_prepare (zhihui_platform_get_store (platform), sql);

  zhihui_statement_bind_integer (row, 1, one->id);
  zhihui_statement_bind_integer (row, 2, ZHIHUI_EVENT_COMMENTED);
  zhihui_statement_bind_integer (row, 3, ZHIHUI_EVENT_MEDIA_EXPOSED);
  zhihui_statement_bind_integer (
    row, 4, zhihui_figures_get_as_of (zhihui_platform_get_figures (platform)));
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      ZhihuiRemark *remark = g_new0 (ZhihuiRemark, 1);
      const char   *kind = zhihui_statement_get_text (row, 1);
      const char   *by = zhihui_statement_get_text (row, 2);
      const char   *text = zhihui_statement_get_text (row, 3);
      const char   *name = zhihui_statement_get_text (row, 5);

      remark->at = zhihui_statement_get_integer (row, 0);
      remark->kind = g_strdup (g_str_has_prefix (kind, PREFIX) ? kind + strlen (PREFIX) : kind);
      remark->by = zhihui_mask_text (by != NULL ? by : "", ZHIHUI_MASK_DESK);
      remark->text = zhihui_case_scrub (text != NULL ? text : "", name != NULL ? name : "");
      remark->case_id = g_strdup_printf ("c-%" G_GINT64_FORMAT, one->id);
      remark->no = g_strdup (zhihui_statement_get_text (row, 4));
      g_ptr_array_add (self->portrait->remarks, remark);
    }
  zhihui_statement_reset (row);
}

static int
compare_remarks (gconstpointer a, gconstpointer b)
{
  const ZhihuiRemark *one = *(const ZhihuiRemark *const *) a;
  const ZhihuiRemark *other = *(const ZhihuiRemark *const *) b;

  if (one->at != other->at)
    return one->at > other->at ? -1 : 1;
  return strcmp (one->case_id, other->case_id);
}

/* Of the cases that the unit has, or had last, as the list of them (mark=) tells. */
static void
tell_remarks (Maker *self)
{
  GPtrArray *remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_remark_free);
  guint      n_read = 0;

  self->portrait->remarks = remarks;
  self->portrait->restricted_total = 0;
  for (guint i = self->ledger->cases->len; i > 0 && n_read < MAX_REMARKED; i--)
    {
      const ZhihuiCaseRow *one = &g_array_index (self->ledger->cases, ZhihuiCaseRow, i - 1);

      if ((one->marks & PEOPLE_MARKS) == 0 || one->current == ZHIHUI_NO_INDEX ||
          g_array_index (self->ledger->assignments, ZhihuiAssignment, one->current).unit !=
            self->unit ||
          !zhihui_request_sees_case (self->request, one))
        continue;
      if (zhihui_restriction_covers (self->restriction, one))
        {
          self->portrait->restricted_total++;
          continue;
        }
      read_remarks (self, one);
      n_read++;
    }
  g_ptr_array_sort (remarks, compare_remarks);
  self->portrait->remarks_total = remarks->len;
  if (remarks->len > MAX_REMARKS)
    g_ptr_array_remove_range (remarks, MAX_REMARKS, remarks->len - MAX_REMARKS);
}

/* ---- what meetings decided ---- */

/* A meeting that cannot be read is told to nobody. */
static gboolean
sees_meeting (Maker *self, const char *code, gint64 now)
{
  ZhihuiStore *store = zhihui_platform_get_store (self->request->platform);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMeetings) meetings = NULL;

  if (!zhihui_request_is_bound (self->request))
    return TRUE;

  meetings = zhihui_store_read_meeting (store, code, now, TRUE, &error);
  if (meetings == NULL)
    g_warning ("portrait: %s", error->message);
  return meetings != NULL && meetings->items->len > 0 &&
         zhihui_request_sees_meeting (self->request, meetings->items->pdata[0]);
}

/* What the unit owes is told; the meeting where it was decided only to whom /meetings tells it. */
static void
tell_decisions (Maker *self, const char *unit, gint64 now)
{
  ZhihuiStore *store = zhihui_platform_get_store (self->request->platform);
  GPtrArray   *decisions = zhihui_store_read_unit_decisions (store, unit, now, MAX_DECISIONS);

  self->portrait->decisions = decisions;
  for (guint i = 0; i < decisions->len; i++)
    {
      ZhihuiUnitDecision *decision = decisions->pdata[i];

      zhihui_mask_member (&decision->text, ZHIHUI_MASK_DESK);
      zhihui_mask_member (&decision->title, ZHIHUI_MASK_DESK);
      if (sees_meeting (self, decision->meeting, now))
        continue;
      g_free (decision->meeting);
      g_free (decision->title);
      decision->meeting = g_strdup ("");
      decision->title = g_strdup ("");
      decision->held_at = ZHIHUI_NO_INSTANT;
    }
}

/* ---- all of it ---- */

static void
tell_all (Maker *self, const ZhihuiPeriod *period)
{
  ZhihuiPlatform   *platform = self->request->platform;
  ZhihuiFigures    *figures = zhihui_platform_get_figures (platform);
  const ZhihuiUnit *unit = self->ledger->units->pdata[self->unit];
  ZhihuiPortrait   *portrait = self->portrait;
  gint64            as_of = zhihui_figures_get_as_of (figures);

  portrait->stamp.as_of = as_of;
  portrait->stamp.revision = g_strdup (zhihui_figures_get_revision (figures));
  portrait->unit = zhihui_unit_copy (unit);
  portrait->window = period->window;
  tell_decisions (self, unit->id, as_of);
  /* Where not all work is in memory nothing is told of it here: some of it would look like all. */
  if (zhihui_figures_is_partial (figures))
    return;

  tell_figures (self, period);
  tell_remarks (self);
}

/* GET /units/{id}/portrait: what is known of one unit beside its boards and trends. */
char *
zhihui_route_portrait (ZhihuiRequest *request)
{
  ZhihuiLedger *ledger = zhihui_platform_get_ledger (request->platform);
  g_autoptr (ZhihuiPeriod) period = zhihui_request_get_period (request, "month", TRUE);
  g_autoptr (ZhihuiRestriction) restriction = NULL;
  g_autoptr (ZhihuiPortrait) portrait = NULL;
  Maker maker = { .request = request, .ledger = ledger };

  maker.unit = zhihui_ledger_find_unit (ledger, request->argument);
  if (maker.unit == ZHIHUI_NO_INDEX)
    zhihui_request_refuse (request, 404, "not_found", "there is no such unit");
  else if (!zhihui_request_sees_unit (request, ledger->units->pdata[maker.unit]))
    zhihui_request_refuse (request, 403, "insufficient_scope", "this token is for another region");
  if (!zhihui_request_check (request))
    return NULL;

  restriction = zhihui_restriction_new (request);
  portrait = zhihui_portrait_new ();
  maker.restriction = restriction;
  maker.portrait = portrait;
  tell_all (&maker, period);
  request->n_rows = 1;
  return zhihui_wire_encode_portrait (portrait, zhihui_platform_get_zone (request->platform));
}
