/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-step.h"

#include <string.h>

#include "zhihui-error.h"
#include "zhihui-mask.h"
#include "zhihui-meeting.h"

#define MAX_LENGTH_S (31 * 86400)

#define DRAFT ZHIHUI_MEETING_IS_DRAFT
#define SCHEDULED ZHIHUI_MEETING_IS_SCHEDULED
#define OPEN ZHIHUI_MEETING_IS_OPEN
#define ENDED ZHIHUI_MEETING_IS_ENDED
#define MINUTED ZHIHUI_MEETING_IS_MINUTED
#define TRACKED ZHIHUI_MEETING_IS_TRACKED
#define POSTPONED ZHIHUI_MEETING_IS_POSTPONED

typedef gboolean (*WriteFunc) (ZhihuiMeetingStep *self, GError **error);

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, what);
  return FALSE;
}

static void
bind_count (ZhihuiStatement *row, guint parameter, gint64 n)
{
  if (n >= 0)
    zhihui_statement_bind_integer (row, parameter, n);
}

gint64
zhihui_meeting_step_find_unit (ZhihuiMeetingStep *self, const char *code)
{
  static const char sql[] = "SELECT id FROM unit WHERE code = ?1";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);
  gint64            id = 0;

  zhihui_statement_bind_text (row, 1, code);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    id = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return id;
}

static gboolean
need_unit (ZhihuiMeetingStep *self, gint64 *unit, GError **error)
{
  if (self->entry->unit == NULL)
    return refuse (error, "data.unit is missing");

  *unit = zhihui_meeting_step_find_unit (self, self->entry->unit);
  return *unit != 0 || refuse (error, "data.unit is no unit");
}

/* ---- what is told to everybody ---- */

static char *
dup_complainant (ZhihuiMeetingStep *self, gint64 id)
{
  static const char sql[] = "SELECT complainant FROM cases WHERE id = ?1";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);
  char             *name = NULL;

  zhihui_statement_bind_integer (row, 1, id);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    name = g_strdup (zhihui_statement_get_text (row, 0));
  zhihui_statement_reset (row);
  return name;
}

/* The case that a text of the API means, or NO_INDEX. */
static guint
find_case (ZhihuiMeetingStep *self, const char *id)
{
  gint64 number;

  if (!g_str_has_prefix (id, "c-") ||
      !g_ascii_string_to_signed (id + 2, 10, 1, G_MAXINT64, &number, NULL))
    return ZHIHUI_NO_INDEX;
  return zhihui_store_fetch_case (zhihui_life_cycle_get_store (self->life_cycle),
                                  zhihui_life_cycle_get_ledger (self->life_cycle),
                                  number);
}

static gint64
get_case_id (ZhihuiMeetingStep *self, guint index)
{
  const GArray *cases = zhihui_life_cycle_get_ledger (self->life_cycle)->cases;

  return g_array_index (cases, ZhihuiCaseRow, index).id;
}

static gboolean
holds_name (const char *text, const char *name)
{
  return name != NULL && *name != '\0' && strstr (text, name) != NULL;
}

/* Whether somebody whose case the meeting is about already stands in @text. */
static gboolean
names_linked (ZhihuiMeetingStep *self, const char *text)
{
  static const char sql[] = "SELECT c.complainant FROM meeting_case m JOIN cases c"
                            " ON c.id = m.case_id WHERE m.meeting_id = ?1";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);
  gboolean          named = FALSE;

  zhihui_statement_bind_integer (row, 1, self->meeting);
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    named |= holds_name (text, zhihui_statement_get_text (row, 0));
  zhihui_statement_reset (row);
  return named;
}

static gboolean
refuse_public (GError **error, const char *member, const char *what)
{
  g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, "data.%s holds %s", member, what);
  return FALSE;
}

/* What is public is for a screen that everybody passes: no number of a person, no door, not the
 * name of anybody whose case is discussed.
 * @text: or NULL; @member: its name */
static gboolean
check_public (ZhihuiMeetingStep *self, const char *text, const char *member, GError **error)
{
  g_autofree char *masked = NULL;

  if (text == NULL)
    return TRUE;

  masked = zhihui_mask_text (text, ZHIHUI_MASK_WALL);
  if (!g_str_equal (masked, text))
    return refuse_public (error, member, "something personal");
  for (guint i = 0; i < self->entry->cases->len; i++)
    {
      guint            index = find_case (self, self->entry->cases->pdata[i]);
      g_autofree char *name =
        index != ZHIHUI_NO_INDEX ? dup_complainant (self, get_case_id (self, index)) : NULL;

      if (holds_name (text, name))
        return refuse_public (error, member, "the name of a complainant");
    }
  return !names_linked (self, text) || refuse_public (error, member, "the name of a complainant");
}

gboolean
zhihui_meeting_step_check_plan (ZhihuiMeetingStep *self, GError **error)
{
  const ZhihuiMeetingEntry *entry = self->entry;

  if (entry->kind != NULL && !zhihui_meeting_kind_is_known (entry->kind))
    return refuse (error, "data.kind is none of review, reception, dispatch, inspection");
  if (entry->starts_at == ZHIHUI_NO_INSTANT || entry->ends_at == ZHIHUI_NO_INSTANT)
    return refuse (error, "data.starts_at and data.ends_at are needed");
  if (entry->ends_at <= entry->starts_at || entry->ends_at - entry->starts_at > MAX_LENGTH_S)
    return refuse (error, "data.ends_at is not after data.starts_at, or a month later");
  if (entry->join_url != NULL && (!g_uri_is_valid (entry->join_url, G_URI_FLAGS_NONE, NULL) ||
                                  !g_str_has_prefix (entry->join_url, "https://")))
    return refuse (error, "data.join_url is no https address");
  if ((entry->provider == NULL) != (entry->provider_key == NULL))
    return refuse (error, "data.provider and data.provider_key go together");
  return check_public (self, entry->public_title, "public_title", error);
}

/* ---- the parts ---- */

static gboolean
invite (ZhihuiMeetingStep *self, gint64 unit, GError **error)
{
  static const char sql[] = "INSERT INTO meeting_unit (meeting_id, unit_id) VALUES (?1, ?2)"
                            " ON CONFLICT (meeting_id, unit_id) DO NOTHING";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);

  zhihui_statement_bind_integer (row, 1, self->meeting);
  zhihui_statement_bind_integer (row, 2, unit);
  return zhihui_statement_finish (row, error);
}

gboolean
zhihui_meeting_step_write_units (ZhihuiMeetingStep *self, GError **error)
{
  for (guint i = 0; i < self->entry->units->len; i++)
    {
      gint64 unit = zhihui_meeting_step_find_unit (self, self->entry->units->pdata[i]);

      if (unit == 0)
        {
          g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, "data.units[%u] is no unit", i);
          return FALSE;
        }
      if (!invite (self, unit, error))
        return FALSE;
    }
  return TRUE;
}

/* Links the case as it stands now; the second time nothing happens. */
static gboolean
link_case (ZhihuiMeetingStep *self, guint index, GError **error)
{
  static const char sql[] = "INSERT INTO meeting_case (meeting_id, case_id, stage)"
                            " VALUES (?1, ?2, ?3) ON CONFLICT (meeting_id, case_id) DO NOTHING";
  const GArray     *cases = zhihui_life_cycle_get_ledger (self->life_cycle)->cases;
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);
  ZhihuiEvent       event = {
          .at = self->at, .kind = ZHIHUI_EVENT_MEETING_LINKED, .case_index = index, .value = self->meeting
  };

  zhihui_statement_bind_integer (row, 1, self->meeting);
  zhihui_statement_bind_integer (row, 2, get_case_id (self, index));
  zhihui_statement_bind_integer (row, 3, g_array_index (cases, ZhihuiCaseRow, index).state);
  if (!zhihui_statement_finish (row, error))
    return FALSE;

  return zhihui_statement_get_n_changed (row) == 0 ||
         zhihui_life_cycle_apply (self->life_cycle, &event, error);
}

gboolean
zhihui_meeting_step_write_cases (ZhihuiMeetingStep *self, GError **error)
{
  const GPtrArray *cases = self->entry->cases;

  for (guint i = 0; i < cases->len; i++)
    if (find_case (self, cases->pdata[i]) == ZHIHUI_NO_INDEX)
      {
        g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, "data.cases[%u] is no case", i);
        return FALSE;
      }

  for (guint i = 0; i < cases->len; i++)
    if (!link_case (self, find_case (self, cases->pdata[i]), error))
      return FALSE;
  return zhihui_life_cycle_flush (self->life_cycle, error);
}

/* ---- one function for each event that is more than a moment ---- */

static gboolean
write_schedule (ZhihuiMeetingStep *self, GError **error)
{
  static const char sql[] =
    "UPDATE meeting SET drafted = 0, postponed_at = NULL, starts_at = ?3, ends_at = ?4,"
    " title = COALESCE (?5, title), public_title = COALESCE (?6, public_title),"
    " join_url = COALESCE (?7, join_url), expected = COALESCE (?8, expected),"
    " sequence = sequence + 1, changed_at = ?2 WHERE id = ?1";
  const ZhihuiMeetingEntry *entry = self->entry;
  ZhihuiStatement          *row;

  if (!zhihui_meeting_step_check_plan (self, error))
    return FALSE;

  row = zhihui_store_prepare (self->store, sql);
  zhihui_statement_bind_integer (row, 1, self->meeting);
  zhihui_statement_bind_integer (row, 2, self->now);
  zhihui_statement_bind_integer (row, 3, entry->starts_at);
  zhihui_statement_bind_integer (row, 4, entry->ends_at);
  zhihui_statement_bind_text (row, 5, entry->title);
  zhihui_statement_bind_text (row, 6, entry->public_title);
  zhihui_statement_bind_text (row, 7, entry->join_url);
  bind_count (row, 8, entry->expected);
  return zhihui_statement_finish (row, error) && zhihui_meeting_step_write_units (self, error) &&
         zhihui_meeting_step_write_cases (self, error);
}

static gboolean
write_invitation (ZhihuiMeetingStep *self, GError **error)
{
  gint64 unit;

  return need_unit (self, &unit, error) && invite (self, unit, error);
}

static gboolean
write_presence (ZhihuiMeetingStep *self, GError **error)
{
  static const char sql[] = "UPDATE meeting_unit SET joined_at = COALESCE (joined_at, ?2)"
                            " WHERE meeting_id = ?1 AND unit_id = ?3";
  ZhihuiStatement  *row;
  gint64            unit;

  if (!need_unit (self, &unit, error) || !invite (self, unit, error))
    return FALSE;

  row = zhihui_store_prepare (self->store, sql);
  zhihui_statement_bind_integer (row, 1, self->meeting);
  zhihui_statement_bind_integer (row, 2, self->at);
  zhihui_statement_bind_integer (row, 3, unit);
  return zhihui_statement_finish (row, error);
}

static gboolean
write_link (ZhihuiMeetingStep *self, GError **error)
{
  if (self->entry->cases->len == 0)
    return refuse (error, "data.cases is missing");
  return zhihui_meeting_step_write_cases (self, error);
}

static gboolean
write_decision (ZhihuiMeetingStep *self, GError **error)
{
  static const char sql[] = "INSERT INTO decision (meeting_id, text, unit_id, due_at, made_at,"
                            " public_text) VALUES (?1, ?3, ?4, ?5, ?2, ?6)";
  ZhihuiStatement  *row;
  gint64            unit;

  if (self->entry->text == NULL)
    return refuse (error, "data.text is missing");
  if (!check_public (self, self->entry->public_text, "public_text", error))
    return FALSE;
  if (!need_unit (self, &unit, error))
    return FALSE;
  if (self->entry->due_at == ZHIHUI_NO_INSTANT || self->entry->due_at < self->at)
    return refuse (error, "data.due_at is missing or past");

  row = zhihui_store_prepare (self->store, sql);
  zhihui_statement_bind_integer (row, 1, self->meeting);
  zhihui_statement_bind_integer (row, 2, self->at);
  zhihui_statement_bind_text (row, 3, self->entry->text);
  zhihui_statement_bind_integer (row, 4, unit);
  zhihui_statement_bind_integer (row, 5, self->entry->due_at);
  zhihui_statement_bind_text (row, 6, self->entry->public_text);
  return zhihui_statement_finish (row, error);
}

static gboolean
write_done (ZhihuiMeetingStep *self, GError **error)
{
  static const char sql[] = "UPDATE decision SET state = 'done', done_at = COALESCE (done_at, ?2)"
                            " WHERE meeting_id = ?1 AND id = ?3";
  const char       *id = self->entry->decision;
  ZhihuiStatement  *row;
  gint64            number;

  if (id == NULL || !g_str_has_prefix (id, "d-") ||
      !g_ascii_string_to_signed (id + 2, 10, 1, G_MAXINT64, &number, NULL))
    return refuse (error, "data.decision is missing or no id of a decision");

  row = zhihui_store_prepare (self->store, sql);
  zhihui_statement_bind_integer (row, 1, self->meeting);
  zhihui_statement_bind_integer (row, 2, self->at);
  zhihui_statement_bind_integer (row, 3, number);
  if (!zhihui_statement_finish (row, error))
    return FALSE;
  return zhihui_statement_get_n_changed (row) > 0 ||
         refuse (error, "data.decision is no decision of this meeting");
}

static gboolean
write_received (ZhihuiMeetingStep *self, GError **error)
{
  static const char sql[] = "UPDATE meeting SET received = ?2 WHERE id = ?1";
  ZhihuiStatement  *row;

  if (self->entry->received < 0)
    return refuse (error, "data.received is missing");

  row = zhihui_store_prepare (self->store, sql);
  zhihui_statement_bind_integer (row, 1, self->meeting);
  zhihui_statement_bind_integer (row, 2, self->entry->received);
  return zhihui_statement_finish (row, error);
}

static gboolean
check_tracked (ZhihuiMeetingStep *self, GError **error)
{
  static const char sql[] =
    "SELECT COUNT(*) FROM decision WHERE meeting_id = ?1 AND done_at IS NULL AND state <> 'done'";
  ZhihuiStatement *row = zhihui_store_prepare (self->store, sql);
  gint64           n = 1;

  zhihui_statement_bind_integer (row, 1, self->meeting);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    n = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  if (n == 0)
    return TRUE;

  g_set_error_literal (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_EXISTS, "the meeting has decisions that are not done");
  return FALSE;
}

#define MOMENT(column)                                                                             \
  "UPDATE meeting SET " column " = ?2, changed_at = ?3, sequence = sequence + 1 WHERE id = ?1"

/* What may follow on what. */
static const struct
{
  const char *name;
  guint       after;       /* bits of ZhihuiMeetingStates */
  gboolean    needs_match; /* two who write it at once contradict each other */
  const char *sql;         /* or NULL */
  WriteFunc   write;       /* before it; or NULL */
} kinds[] = {
  { "scheduled", DRAFT | SCHEDULED | POSTPONED, TRUE, NULL, write_schedule },
  { "opened", SCHEDULED, TRUE, MOMENT ("started_at"), NULL },
  { "ended", OPEN, TRUE, MOMENT ("ended_at"), NULL },
  { "minuted", ENDED, TRUE, MOMENT ("minuted_at"), NULL },
  { "tracked", MINUTED, TRUE, MOMENT ("tracked_at"), NULL },
  { "closed", TRACKED, TRUE, MOMENT ("closed_at"), check_tracked },
  { "cancelled", DRAFT | SCHEDULED | POSTPONED, TRUE, MOMENT ("cancelled_at"), NULL },
  { "postponed", SCHEDULED, TRUE, MOMENT ("postponed_at"), NULL },
  { "unit_invited", DRAFT | SCHEDULED | POSTPONED | OPEN, FALSE, NULL, write_invitation },
  { "unit_joined", SCHEDULED | OPEN, FALSE, NULL, write_presence },
  { "case_linked",
    DRAFT | SCHEDULED | POSTPONED | OPEN | ENDED | MINUTED,
    FALSE,
    NULL,
    write_link },
  { "decided", OPEN | ENDED | MINUTED, FALSE, NULL, write_decision },
  { "decision_done", OPEN | ENDED | MINUTED | TRACKED, FALSE, NULL, write_done },
  { "received", OPEN | ENDED | MINUTED, TRUE, NULL, write_received },
};

/**
 * zhihui_meeting_step_dup_name:
 *
 * Returns: (transfer full) (nullable): "opened" of "cn.zhihui.meeting.opened.v1" and of
 *   "meeting.opened"
 */
char *
zhihui_meeting_step_dup_name (const char *type)
{
  const char *name = type;

  if (g_str_has_prefix (name, "cn.zhihui."))
    {
      name += strlen ("cn.zhihui.");
      if (!g_str_has_suffix (name, ".v1"))
        return NULL;
    }
  if (!g_str_has_prefix (name, "meeting."))
    return NULL;
  name += strlen ("meeting.");
  return g_strndup (name, strcspn (name, "."));
}

static int
find_kind (const ZhihuiMeetingEntry *entry)
{
  g_autofree char *name = zhihui_meeting_step_dup_name (entry->type);

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return (int) i;

  return -1;
}

gboolean
zhihui_meeting_entry_needs_match (const ZhihuiMeetingEntry *self)
{
  int kind = find_kind (self);

  return kind >= 0 && kinds[kind].needs_match;
}

/**
 * zhihui_meeting_step_check:
 * @state: the one of ZhihuiMeetingStates that the meeting is in
 *
 * Returns: %FALSE with INVALID when there is no such event, with EXISTS when it cannot follow
 */
gboolean
zhihui_meeting_step_check (const ZhihuiMeetingEntry *entry, guint state, GError **error)
{
  int kind = find_kind (entry);

  if (kind < 0)
    return refuse (error, "type is no event of a meeting");
  if ((state & kinds[kind].after) != 0)
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_EXISTS,
               "meeting.%s cannot follow in the present state of the meeting",
               kinds[kind].name);
  return FALSE;
}

/**
 * zhihui_meeting_step_take:
 *
 * Writes what the entry says, which zhihui_meeting_step_check() allowed, in the caller's
 * transaction.
 */
gboolean
zhihui_meeting_step_take (ZhihuiMeetingStep *self, GError **error)
{
  int              kind = find_kind (self->entry);
  ZhihuiStatement *row;

  g_return_val_if_fail (kind >= 0, FALSE);

  if (kinds[kind].write != NULL && !kinds[kind].write (self, error))
    return FALSE;
  if (kinds[kind].sql == NULL)
    return TRUE;

  row = zhihui_store_prepare (self->store, kinds[kind].sql);
  zhihui_statement_bind_integer (row, 1, self->meeting);
  zhihui_statement_bind_integer (row, 2, self->at);
  zhihui_statement_bind_integer (row, 3, self->now);
  return zhihui_statement_finish (row, error);
}
