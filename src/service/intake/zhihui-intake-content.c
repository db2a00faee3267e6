/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-intake-private.h"

#define MAX_EXTENSION_DAYS 30
/* A deadline that is set by hand: longer than any limit with its extension, shorter than what a
 * mistyped year makes of it. */
#define MAX_DUE_AHEAD_S (366 * G_GINT64_CONSTANT (86400))

/* What each kind of event must tell in its data, and what follows from it. */

gboolean
zhihui_intake_blame (ZhihuiOutcome *outcome, const char *member, const char *reason)
{
  g_autofree char *detail = g_strdup_printf ("%s: %s", member, reason);

  zhihui_outcome_refuse (outcome, 400, "bad_parameter", member, reason, detail);
  return FALSE;
}

gboolean
zhihui_intake_miss (ZhihuiOutcome *outcome, const char *member)
{
  return zhihui_intake_blame (outcome, member, "missing");
}

gboolean
zhihui_intake_find_unit (ZhihuiIntake *self, const char *code, guint *unit, ZhihuiOutcome *outcome)
{
  gpointer index;

  if (code == NULL || *code == '\0')
    return zhihui_intake_miss (outcome, "data.unit");

  if (!g_hash_table_lookup_extended (self->units, code, NULL, &index))
    {
      zhihui_outcome_refuse (
        outcome, 404, "not_found", "data.unit", "unknown_value", "there is no such unit");
      return FALSE;
    }
  *unit = GPOINTER_TO_UINT (index);
  return TRUE;
}

typedef gboolean (*Fill) (ZhihuiIntake          *self,
                          const ZhihuiWireEvent *told,
                          ZhihuiEvent           *event,
                          ZhihuiOutcome         *outcome);

/* The index of the word in @words, or blame. */
static gboolean
find_word (const char        *word,
           const char *const *words,
           const char        *member,
           gint64            *index,
           ZhihuiOutcome     *outcome)
{
  for (gint64 i = 0; words[i] != NULL; i++)
    if (g_str_equal (word, words[i]))
      {
        *index = i;
        return TRUE;
      }
  return zhihui_intake_blame (outcome, member, "unknown_value");
}

/* What is set afterwards makes nobody late who was in time. */
static gboolean
check_due (const ZhihuiWireEvent *told, const ZhihuiEvent *event, ZhihuiOutcome *outcome)
{
  if (told->due_at < event->at)
    return zhihui_intake_blame (outcome, "data.due_at", "before_time");
  return told->due_at <= event->at + MAX_DUE_AHEAD_S ||
         zhihui_intake_blame (outcome, "data.due_at", "out_of_range");
}

static gboolean
fill_dispatch (ZhihuiIntake          *self,
               const ZhihuiWireEvent *told,
               ZhihuiEvent           *event,
               ZhihuiOutcome         *outcome)
{
  const char *const roles[] = { "main", "co", NULL };
  gint64            role = 0;

  if (!zhihui_intake_find_unit (self, told->unit, &event->unit, outcome) ||
      (told->role != NULL && !find_word (told->role, roles, "data.role", &role, outcome)))
    return FALSE;
  if (!((const ZhihuiUnit *) self->ledger->units->pdata[event->unit])->active)
    return zhihui_intake_blame (outcome, "data.unit", "not_active");
  if (role == 1 && event->kind != ZHIHUI_EVENT_DISPATCHED)
    return zhihui_intake_blame (outcome, "data.role", "unknown_value");
  if (told->due_at != ZHIHUI_NO_INSTANT && role == 0)
    return zhihui_intake_blame (outcome, "data.due_at", "only_of_co_units");
  if (told->due_at != ZHIHUI_NO_INSTANT && !check_due (told, event, outcome))
    return FALSE;

  event->is_co = role == 1;
  event->value = told->due_at != ZHIHUI_NO_INSTANT ? told->due_at : 0;
  return TRUE;
}

static gboolean
fill_merge (ZhihuiIntake          *self,
            const ZhihuiWireEvent *told,
            ZhihuiEvent           *event,
            ZhihuiOutcome         *outcome)
{
  guint index;

  if (told->into == NULL)
    return zhihui_intake_miss (outcome, "data.into");

  index = zhihui_intake_find_case (self, told->source, told->into);
  if (index == ZHIHUI_NO_INDEX)
    {
      zhihui_outcome_refuse (
        outcome, 404, "not_found", "data.into", "unknown_value", "there is no such case");
      return FALSE;
    }
  event->value = g_array_index (self->ledger->cases, ZhihuiCaseRow, index).id;
  return TRUE;
}

static gboolean
need_reason (ZhihuiIntake          *self,
             const ZhihuiWireEvent *told,
             ZhihuiEvent           *event,
             ZhihuiOutcome         *outcome)
{
  if (told->reason == NULL || *told->reason == '\0')
    return zhihui_intake_miss (outcome, "data.reason");
  return TRUE;
}

static gboolean
need_text (ZhihuiIntake          *self,
           const ZhihuiWireEvent *told,
           ZhihuiEvent           *event,
           ZhihuiOutcome         *outcome)
{
  if (told->text == NULL || *told->text == '\0')
    return zhihui_intake_miss (outcome, "data.text");
  if (told->by == NULL || *told->by == '\0')
    return zhihui_intake_miss (outcome, "data.by");
  return TRUE;
}

static gboolean
fill_decision (ZhihuiIntake          *self,
               const ZhihuiWireEvent *told,
               ZhihuiEvent           *event,
               ZhihuiOutcome         *outcome)
{
  if (told->accepted < 0)
    return zhihui_intake_miss (outcome, "data.accepted");

  event->value = told->accepted;
  return TRUE;
}

static gboolean
fill_days (ZhihuiIntake          *self,
           const ZhihuiWireEvent *told,
           ZhihuiEvent           *event,
           ZhihuiOutcome         *outcome)
{
  if (told->days == -1)
    return zhihui_intake_miss (outcome, "data.days");
  if (told->days < 1 || told->days > MAX_EXTENSION_DAYS)
    return zhihui_intake_blame (outcome, "data.days", "out_of_range");

  event->value = told->days;
  return TRUE;
}

static gboolean
fill_extension (ZhihuiIntake          *self,
                const ZhihuiWireEvent *told,
                ZhihuiEvent           *event,
                ZhihuiOutcome         *outcome)
{
  if (!fill_days (self, told, event, outcome))
    return FALSE;
  if (told->approved_by == NULL || *told->approved_by == '\0')
    return zhihui_intake_miss (outcome, "data.approved_by");
  return TRUE;
}

static gboolean
fill_extension_request (ZhihuiIntake          *self,
                        const ZhihuiWireEvent *told,
                        ZhihuiEvent           *event,
                        ZhihuiOutcome         *outcome)
{
  return fill_days (self, told, event, outcome) && need_reason (self, told, event, outcome);
}

static gboolean
fill_adjustment (ZhihuiIntake          *self,
                 const ZhihuiWireEvent *told,
                 ZhihuiEvent           *event,
                 ZhihuiOutcome         *outcome)
{
  if (told->due_at == ZHIHUI_NO_INSTANT)
    return zhihui_intake_miss (outcome, "data.due_at");
  if (!check_due (told, event, outcome))
    return FALSE;

  event->value = told->due_at;
  return need_reason (self, told, event, outcome);
}

static gboolean
fill_closing (ZhihuiIntake          *self,
              const ZhihuiWireEvent *told,
              ZhihuiEvent           *event,
              ZhihuiOutcome         *outcome)
{
  const char *const levels[ZHIHUI_N_CLOSED_LEVELS + 1] = {
    [ZHIHUI_CLOSED_UNKNOWN] = "unknown", [ZHIHUI_CLOSED_VILLAGE] = "village",
    [ZHIHUI_CLOSED_TOWN] = "town",       [ZHIHUI_CLOSED_COUNTY] = "county",
    [ZHIHUI_CLOSED_CITY] = "city",       [ZHIHUI_CLOSED_PROVINCE] = "province",
  };

  return told->closed_level == NULL ||
         find_word (told->closed_level, levels, "data.closed_level", &event->value, outcome);
}

static gboolean
fill_reopening (ZhihuiIntake          *self,
                const ZhihuiWireEvent *told,
                ZhihuiEvent           *event,
                ZhihuiOutcome         *outcome)
{
  event->value = told->new_facts == TRUE;
  return need_reason (self, told, event, outcome);
}

static gboolean
fill_call_back (ZhihuiIntake          *self,
                const ZhihuiWireEvent *told,
                ZhihuiEvent           *event,
                ZhihuiOutcome         *outcome)
{
  const char *const answers[] = { "unknown", "no", "partly", "yes", NULL }; /* as ZhihuiSolved */

  if (told->solved == NULL)
    return zhihui_intake_miss (outcome, "data.solved");
  return find_word (told->solved, answers, "data.solved", &event->value, outcome);
}

static gboolean
fill_rating (ZhihuiIntake          *self,
             const ZhihuiWireEvent *told,
             ZhihuiEvent           *event,
             ZhihuiOutcome         *outcome)
{
  const char *const sources[] = { "citizen", "call_back", NULL };

  if (told->level == -1)
    return zhihui_intake_miss (outcome, "data.level");
  if (told->level < 1 || told->level > 5)
    return zhihui_intake_blame (outcome, "data.level", "out_of_range");

  event->value = told->level;
  return told->told_by == NULL ||
         find_word (told->told_by, sources, "data.source", &event->detail, outcome);
}

static gboolean
fill_meeting (ZhihuiIntake          *self,
              const ZhihuiWireEvent *told,
              ZhihuiEvent           *event,
              ZhihuiOutcome         *outcome)
{
  static const char sql[] = "SELECT id FROM meeting WHERE code = ?1";
  ZhihuiStatement  *row;

  if (told->meeting == NULL)
    return zhihui_intake_miss (outcome, "data.meeting");

  row = zhihui_store_prepare (self->store, sql);
  zhihui_statement_bind_text (row, 1, told->meeting);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    event->value = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  if (event->value != 0)
    return TRUE;

  zhihui_outcome_refuse (
    outcome, 404, "not_found", "data.meeting", "unknown_value", "there is no such meeting");
  return FALSE;
}

static const Fill fills[ZHIHUI_N_EVENTS] = {
  [ZHIHUI_EVENT_REJECTED] = need_reason,
  [ZHIHUI_EVENT_MERGED] = fill_merge,
  [ZHIHUI_EVENT_DISPATCHED] = fill_dispatch,
  [ZHIHUI_EVENT_REASSIGNED] = fill_dispatch,
  [ZHIHUI_EVENT_RETURN_REQUESTED] = need_reason,
  [ZHIHUI_EVENT_RETURN_DECIDED] = fill_decision,
  [ZHIHUI_EVENT_EXTENDED] = fill_extension,
  [ZHIHUI_EVENT_SUSPENDED] = need_reason,
  [ZHIHUI_EVENT_CLOCK_ADJUSTED] = fill_adjustment,
  [ZHIHUI_EVENT_SENT_BACK] = need_reason,
  [ZHIHUI_EVENT_CLOSED] = fill_closing,
  [ZHIHUI_EVENT_REOPENED] = fill_reopening,
  [ZHIHUI_EVENT_CALLED_BACK] = fill_call_back,
  [ZHIHUI_EVENT_RATED] = fill_rating,
  [ZHIHUI_EVENT_COMMENTED] = need_text,
  [ZHIHUI_EVENT_INSTRUCTED] = need_text,
  [ZHIHUI_EVENT_MEETING_LINKED] = fill_meeting,
  [ZHIHUI_EVENT_EXTENSION_REQUESTED] = fill_extension_request,
  [ZHIHUI_EVENT_SUSPENSION_REQUESTED] = need_reason,
  [ZHIHUI_EVENT_REQUEST_REFUSED] = need_reason,
};

/**
 * zhihui_intake_fill_event:
 * @event: has its time and its kind; borrows the texts of @told
 */
gboolean
zhihui_intake_fill_event (ZhihuiIntake          *self,
                          const ZhihuiWireEvent *told,
                          ZhihuiEvent           *event,
                          ZhihuiOutcome         *outcome)
{
  event->note = told->text != NULL ? told->text : told->reason;
  event->by_whom = told->approved_by != NULL ? told->approved_by : told->by;
  return fills[event->kind] == NULL || fills[event->kind](self, told, event, outcome);
}
