/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-review-tables.h"

#include "zhihui-case-words.h"
#include "zhihui-format.h"
#include "zhihui-meeting-marks.h"
#include "zhihui-meeting.h"
#include "zhihui-public-text.h"

#include <glib/gi18n-lib.h>

static gboolean
is_asked (const ZhihuiReviewQuestion *question, const ZhihuiMeeting *meeting)
{
  return question->kind == NULL || g_strcmp0 (question->kind, meeting->kind) == 0;
}

/* (element-type ZhihuiMeeting) borrowed, in their order. */
static GPtrArray *
list_meetings (const ZhihuiReviewQuestion *question)
{
  GPtrArray *meetings = g_ptr_array_new ();

  for (guint i = 0; question->meetings != NULL && i < question->meetings->items->len; i++)
    if (is_asked (question, question->meetings->items->pdata[i]))
      g_ptr_array_add (meetings, question->meetings->items->pdata[i]);
  return meetings;
}

static char *
make_title (const ZhihuiMeeting *meeting)
{
  return meeting->title != NULL && *meeting->title != '\0'
           ? zhihui_public_text (meeting->title)
           : g_strdup (zhihui_meeting_kind_get_label (meeting->kind));
}

/* Heading of what belongs to a meeting: its day and title. */
static char *
make_heading (const ZhihuiReviewQuestion *question, const ZhihuiMeeting *meeting)
{
  g_autofree char *day = zhihui_format_date (question->zone, meeting->starts_at, question->now);
  g_autofree char *clock = zhihui_format_clock (question->zone, meeting->starts_at, FALSE);
  g_autofree char *title = make_title (meeting);

  return g_strdup_printf ("%s %s  %s", day, clock, title);
}

/* The same for programs. */
static char *
make_heading_word (const ZhihuiReviewQuestion *question, const ZhihuiMeeting *meeting)
{
  g_autofree char *at = zhihui_zone_format_rfc3339 (question->zone, meeting->starts_at);
  g_autofree char *title = zhihui_public_text (meeting->title != NULL ? meeting->title : "");

  return g_strdup_printf ("%s %s", at, *title != '\0' ? title : meeting->kind);
}

static void
begin_meeting (ZhihuiDataTable            *table,
               const ZhihuiReviewQuestion *question,
               const ZhihuiMeeting        *meeting)
{
  g_autofree char *heading = make_heading (question, meeting);
  g_autofree char *word = make_heading_word (question, meeting);

  zhihui_data_table_begin_group_as (table, word, heading);
}

static char *
join_units (const GPtrArray *units, const char *between)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; units != NULL && i < units->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? between : "", (const char *) units->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
add_words (ZhihuiDataTable *table, const char *words)
{
  zhihui_data_table_add_text (table, words != NULL && *words != '\0' ? words : NULL);
}

/* ---- meetings ---- */

static void
add_meeting (ZhihuiDataTable *table, const ZhihuiMeeting *meeting)
{
  g_autofree char *title = make_title (meeting);
  g_autofree char *units = join_units (meeting->units, C_ ("list", ", "));
  g_autofree char *unit_words = join_units (meeting->units, "; ");
  gboolean         has_title = meeting->title != NULL && *meeting->title != '\0';
  guint            n_done = zhihui_meeting_count_decisions (meeting, "done");
  guint            n_decisions = meeting->decisions != NULL ? meeting->decisions->len : 0;

  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_instant (table, meeting->starts_at);
  zhihui_data_table_add_word (table, has_title ? title : meeting->kind, title);
  zhihui_data_table_add_word (table,
                              zhihui_meeting_state_get_id (meeting->state),
                              zhihui_meeting_get_state_word (meeting->state));
  add_words (table, meeting->host);
  zhihui_data_table_add_word (table, *units != '\0' ? unit_words : NULL, units);
  zhihui_data_table_add_count_if (
    table, meeting->participants_expected >= 0, meeting->participants_expected);
  zhihui_data_table_add_count_if (table, meeting->participants_now >= 0, meeting->participants_now);
  zhihui_data_table_add_count (table, meeting->n_cases);
  zhihui_data_table_add_rate (table, n_done, n_decisions);
  zhihui_data_table_add_count (table, zhihui_meeting_count_decisions (meeting, "overdue"));
}

static ZhihuiDataTable *
make_meetings (const ZhihuiReviewQuestion *question, const GPtrArray *meetings)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("meetings", _ ("Case reviews"));
  guint            done;

  zhihui_data_table_add_column (table, "starts_at", _ ("Begins"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "title", _ ("Meeting"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "state", C_ ("column", "State"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "host", _ ("Host"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "units", _ ("Taking part"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "expected", _ ("Expected"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "present", _ ("Present"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "cases", C_ ("column", "Cases"), ZHIHUI_COLUMN_COUNT);
  done = zhihui_data_table_add_column (table, "decisions_done", _ ("Done"), ZHIHUI_COLUMN_RATE);
  zhihui_data_table_set_parts (table, done, _ ("Decisions done"), _ ("Decisions"));
  zhihui_data_table_add_column (
    table, "decisions_overdue", _ ("Overdue decisions"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_set_empty (table,
                               question->meetings == NULL
                                 ? _ ("The meetings could not be read from this source.")
                                 : _ ("No such meeting was held or is planned in these days."));
  for (guint i = 0; i < meetings->len; i++)
    add_meeting (table, meetings->pdata[i]);
  return table;
}

/* ---- cases ---- */

/* (element-type utf8 ZhihuiDeskCase), borrowed, by their ids. */
static GHashTable *
index_cases (const ZhihuiReviewQuestion *question)
{
  GHashTable *cases = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; question->cases != NULL && i < question->cases->items->len; i++)
    {
      ZhihuiDeskCase *one = question->cases->items->pdata[i];

      g_hash_table_insert (cases, one->id, one);
    }
  return cases;
}

/* What is told of a case: the platform's list of cases tells more than the meeting, and goes on
 * after it is over. */
typedef struct
{
  const ZhihuiDeskCase    *desk; /* borrowed, NULL: not in the list */
  ZhihuiMeetingCase       *made; /* owned, of @desk */
  const ZhihuiMeetingCase *told; /* borrowed: @made, or as the meeting tells it */
} Known;

static void
known_clear (Known *self)
{
  g_clear_pointer (&self->made, zhihui_meeting_case_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

static void
know (const ZhihuiReviewQuestion *question,
      GHashTable                 *cases,
      const ZhihuiMeetingCase    *one,
      Known                      *known)
{
  *known = (Known){ .desk = g_hash_table_lookup (cases, one->id), .told = one };
  if (known->desk != NULL)
    known->told = known->made = zhihui_case_make_way (known->desk, question->names);
}

static void
add_state (ZhihuiDataTable *table, const char *state)
{
  if (state != NULL && *state != '\0')
    zhihui_data_table_add_word (table, state, zhihui_case_state_get_label (state));
  else
    zhihui_data_table_add_none (table);
}

static void
add_case (ZhihuiDataTable            *table,
          const ZhihuiReviewQuestion *question,
          const ZhihuiMeetingCase    *one,
          const Known                *known)
{
  const ZhihuiMeetingCase *told = known->told;
  const ZhihuiCaseStep    *owed = told->steps != NULL ? zhihui_meeting_case_find_owed (told) : NULL;
  gint64                   due_at = owed != NULL ? owed->due_at : ZHIHUI_NO_INSTANT;
  gboolean                 is_late = due_at != ZHIHUI_NO_INSTANT && question->now > due_at;
  gboolean                 has_no = known->desk != NULL && *known->desk->no != '\0';

  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_word (table, one->id, has_no ? known->desk->no : one->id);
  add_state (table, one->stage);
  add_state (table, known->desk != NULL ? known->desk->state : NULL);
  if (known->desk != NULL && *known->desk->type != '\0')
    zhihui_data_table_add_word (table, known->desk->type, told->type);
  else
    add_words (table, told->type);
  add_words (table, told->topic);
  add_words (table, told->unit);
  zhihui_data_table_add_instant (table, due_at);
  if (is_late)
    zhihui_data_table_add_duration (table, question->now - due_at);
  else
    zhihui_data_table_add_none (table);
}

static gboolean
is_said (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
tells (const Known *known)
{
  const ZhihuiMeetingCase *told = known->told;

  return known->desk != NULL || is_said (told->type) || is_said (told->topic) ||
         is_said (told->unit) ||
         (told->steps != NULL && zhihui_meeting_case_find_owed (told) != NULL);
}

static void
add_case_columns (ZhihuiDataTable *table)
{
  zhihui_data_table_add_column (table, "case", C_ ("column", "Case"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "stage", _ ("Stage when linked"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "state", _ ("Stage now"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "type", C_ ("column", "Kind"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "topic", _ ("Topic"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "unit", _ ("Unit"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "due_at", _ ("Reply due"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "late", _ ("Late by"), ZHIHUI_COLUMN_DURATION);
}

/* Why not every case stands there; of a case that is only a number nobody can say anything. */
static void
note_cases (ZhihuiDataTable *table, const ZhihuiReviewQuestion *question, guint n_left_out)
{
  GString *note = g_string_new (NULL);

  if (n_left_out > 0)
    g_string_append_printf (
      note,
      ngettext ("%u case is not listed: this source does not tell what it is about. ",
                "%u cases are not listed: this source does not tell what they are about. ",
                n_left_out),
      n_left_out);
  if (question->cases == NULL)
    g_string_append (note,
                     _ ("What a case is about, who handles it and until when is told while its "
                        "meeting is not over. "));
  g_string_append (note, _ ("The first stage is that of the day on which the case was linked."));
  zhihui_data_table_set_note (table, note->str);
  zhihui_data_table_set_empty (table,
                               n_left_out > 0 ? _ ("None of these cases is told by this source.")
                                              : _ ("No case is linked to these meetings."));
  g_string_free (note, TRUE);
}

static ZhihuiDataTable *
make_cases (const ZhihuiReviewQuestion *question, const GPtrArray *meetings)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("review_cases", _ ("Cases reviewed"));
  g_autoptr (GHashTable) cases = index_cases (question);
  guint n_left_out = 0;

  add_case_columns (table);
  for (guint i = 0; i < meetings->len; i++)
    {
      const ZhihuiMeeting *meeting = meetings->pdata[i];

      begin_meeting (table, question, meeting);
      for (guint j = 0; meeting->cases != NULL && j < meeting->cases->len; j++)
        {
          g_auto (Known) known = { NULL };

          know (question, cases, meeting->cases->pdata[j], &known);
          if (question->is_printed && !tells (&known))
            n_left_out++;
          else
            add_case (table, question, meeting->cases->pdata[j], &known);
        }
    }
  note_cases (table, question, n_left_out);
  return table;
}

/* ---- decisions ---- */

static const char *
name_state (const char *state)
{
  if (g_strcmp0 (state, "done") == 0)
    return C_ ("decision", "done");
  if (g_strcmp0 (state, "overdue") == 0)
    return C_ ("decision", "overdue");
  return g_strcmp0 (state, "open") == 0 ? C_ ("decision", "open") : state;
}

static void
add_decision (ZhihuiDataTable            *table,
              const ZhihuiReviewQuestion *question,
              const ZhihuiDecision       *decision)
{
  g_autofree char *text = zhihui_public_text (decision->text != NULL ? decision->text : "");
  gboolean         is_late = g_strcmp0 (decision->state, "overdue") == 0 &&
                     decision->due_at != ZHIHUI_NO_INSTANT && question->now > decision->due_at;

  zhihui_data_table_begin_row (table);
  /* of a wall the text is public or not told */
  zhihui_data_table_add_word (table, text, *text != '\0' ? text : _ ("(not told)"));
  add_words (table, decision->unit);
  zhihui_data_table_add_instant (table, decision->due_at);
  zhihui_data_table_add_word (table, decision->state, name_state (decision->state));
  if (is_late)
    zhihui_data_table_add_duration (table, question->now - decision->due_at);
  else
    zhihui_data_table_add_none (table);
}

static ZhihuiDataTable *
make_decisions (const ZhihuiReviewQuestion *question, const GPtrArray *meetings)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("decisions", _ ("Decisions"));

  zhihui_data_table_add_column (table, "text", _ ("Decision"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "unit", _ ("Falls to"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "due_at", _ ("Until"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "state", C_ ("column", "State"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "late", _ ("Late by"), ZHIHUI_COLUMN_DURATION);
  zhihui_data_table_set_empty (table, _ ("These meetings have decided nothing yet."));
  for (guint i = 0; i < meetings->len; i++)
    {
      const ZhihuiMeeting *meeting = meetings->pdata[i];

      begin_meeting (table, question, meeting);
      for (guint j = 0; meeting->decisions != NULL && j < meeting->decisions->len; j++)
        add_decision (table, question, meeting->decisions->pdata[j]);
    }
  return table;
}

/**
 * zhihui_review_tables_make:
 *
 * Returns: (transfer full) (element-type ZhihuiDataTable): the meetings, the cases linked to them
 *   and what they decided, each empty with its reason where there is nothing
 */
GPtrArray *
zhihui_review_tables_make (const ZhihuiReviewQuestion *question)
{
  g_autoptr (GPtrArray) meetings = list_meetings (question);
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_data_table_unref);

  g_ptr_array_add (tables, make_meetings (question, meetings));
  g_ptr_array_add (tables, make_cases (question, meetings));
  g_ptr_array_add (tables, make_decisions (question, meetings));
  return tables;
}

/**
 * zhihui_review_make_lead:
 *
 * Returns: (transfer full) (nullable): how many meetings, cases and decisions there are; %NULL
 *   where none is known
 */
char *
zhihui_review_make_lead (const ZhihuiReviewQuestion *question)
{
  g_autoptr (GPtrArray) meetings = list_meetings (question);
  guint n_held = 0, n_cases = 0, n_decisions = 0, n_done = 0, n_overdue = 0;

  if (meetings->len == 0)
    return NULL;
  for (guint i = 0; i < meetings->len; i++)
    {
      const ZhihuiMeeting *meeting = meetings->pdata[i];

      n_held += meeting->state == ZHIHUI_MEETING_ENDED || meeting->state == ZHIHUI_MEETING_OPEN;
      n_cases += meeting->n_cases;
      n_decisions += meeting->decisions != NULL ? meeting->decisions->len : 0;
      n_done += zhihui_meeting_count_decisions (meeting, "done");
      n_overdue += zhihui_meeting_count_decisions (meeting, "overdue");
    }
  return g_strdup_printf (
    _ ("Meetings: %1$u, held: %2$u. Cases linked to them: %3$u. Decisions: %4$u, done: %5$u, "
       "overdue: %6$u."),
    meetings->len,
    n_held,
    n_cases,
    n_decisions,
    n_done,
    n_overdue);
}
