/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-words.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *word, *label;
} Word;

/* In the order of a case's life; list_states () gives its words. */
static const Word states[] = {
  { "submitted", NC_ ("case state", "Submitted") },
  { "accepted", NC_ ("case state", "Accepted") },
  { "dispatched", NC_ ("case state", "Dispatched") },
  { "signed", NC_ ("case state", "Signed for") },
  { "handling", NC_ ("case state", "In hand") },
  { "replied", NC_ ("case state", "Replied") },
  { "closed", NC_ ("case state", "Closed") },
  { "archived", NC_ ("case state", "Archived") },
  { "rejected", NC_ ("case state", "Not accepted") },
  { "withdrawn", NC_ ("case state", "Withdrawn") },
  { "merged", NC_ ("case state", "Merged") },
};

static const Word types[] = {
  { "consult", NC_ ("case type", "Consultation") },
  { "complaint", NC_ ("case type", "Complaint") },
  { "suggestion", NC_ ("case type", "Suggestion") },
  { "report", NC_ ("case type", "Report") },
  { "help", NC_ ("case type", "Help") },
  { "petition", NC_ ("case type", "Petition") },
};

/* Of the standard (docs/wire.md) and of the places that are simulated. */
static const Word channels[] = {
  { "app", NC_ ("case channel", "App") },
  { "wechat", NC_ ("case channel", "WeChat") },
  { "wechat_mp", NC_ ("case channel", "WeChat account") },
  { "wechat_mini", NC_ ("case channel", "WeChat mini program") },
  { "web", NC_ ("case channel", "Web") },
  { "pc", NC_ ("case channel", "Web page") },
  { "12345", NC_ ("case channel", "Hotline 12345") },
  { "hotline", NC_ ("case channel", "Hotline") },
  { "phone", NC_ ("case channel", "Telephone") },
  { "mailbox", NC_ ("case channel", "Leaders’ mailbox") },
  { "deputy", NC_ ("case channel", "Deputies") },
  { "grid", NC_ ("case channel", "Grid officers") },
  { "visit", NC_ ("case channel", "Visit") },
  { "letter", NC_ ("case channel", "Letter") },
  { "video", NC_ ("case channel", "Video reception") },
  { "hall", NC_ ("case channel", "Service hall") },
  { "window", NC_ ("case channel", "Counter") },
  { "kiosk", NC_ ("case channel", "Kiosk") },
  { "station", NC_ ("case channel", "Service station") },
  { "agent", NC_ ("case channel", "Agent") },
  { "robot", NC_ ("case channel", "Robot") },
  { "import", NC_ ("case channel", "From another platform") },
  { "media", NC_ ("case channel", "Media") },
};

static const Word events[] = {
  { "case.submitted", NC_ ("case event", "Submitted") },
  { "case.accepted", NC_ ("case event", "Accepted") },
  { "case.rejected", NC_ ("case event", "Not accepted") },
  { "case.merged", NC_ ("case event", "Merged") },
  { "case.withdrawn", NC_ ("case event", "Withdrawn") },
  { "case.dispatched", NC_ ("case event", "Dispatched") },
  { "case.reassigned", NC_ ("case event", "Given to another unit") },
  { "case.signed", NC_ ("case event", "Signed for") },
  { "case.contacted", NC_ ("case event", "Contacted") },
  { "case.handling", NC_ ("case event", "Taken in hand") },
  { "case.return_requested", NC_ ("case event", "Return asked for") },
  { "case.return_decided", NC_ ("case event", "Return decided") },
  { "case.extended", NC_ ("case event", "Extended") },
  { "case.suspended", NC_ ("case event", "Suspended") },
  { "case.resumed", NC_ ("case event", "Resumed") },
  { "case.clock_adjusted", NC_ ("case event", "Deadline set anew") },
  { "case.replied", NC_ ("case event", "Replied") },
  { "case.sent_back", NC_ ("case event", "Sent back") },
  { "case.closed", NC_ ("case event", "Closed") },
  { "case.reopened", NC_ ("case event", "Opened again") },
  { "case.archived", NC_ ("case event", "Archived") },
  { "case.called_back", NC_ ("case event", "Called back") },
  { "case.rated", NC_ ("case event", "Rated") },
  { "case.commented", NC_ ("case event", "Comment of a leader") },
  { "case.instructed", NC_ ("case event", "Instruction of a leader") },
  { "case.watched", NC_ ("case event", "Watched by a leader") },
  { "case.escalated", NC_ ("case event", "Escalated") },
  { "case.supervised", NC_ ("case event", "Supervised") },
  { "case.media_exposed", NC_ ("case event", "Told by the media") },
  { "case.meeting_linked", NC_ ("case event", "Put on a case review") },
  { "case.sensitive_hit", NC_ ("case event", "Sensitive words found") },
  { "case.flagged_repeat", NC_ ("case event", "Found to be repeated") },
  { "case.extension_requested", NC_ ("case event", "Extension asked for") },
  { "case.suspension_requested", NC_ ("case event", "Suspension asked for") },
  { "case.request_refused", NC_ ("case event", "Request refused") },
};

static const Word roles[] = {
  { "citizen", NC_ ("case role", "the citizen") },
  { "centre", NC_ ("case role", "the centre") },
  { "unit", NC_ ("case role", "the unit") },
  { "leader", NC_ ("case role", "a leader") },
  { "supervisor", NC_ ("case role", "a supervisor") },
  { "system", NC_ ("case role", "the platform") },
};

static const Word requests[] = {
  { "return", NC_ ("case request", "Asks to return it") },
  { "extension", NC_ ("case request", "Asks for more time") },
  { "suspension", NC_ ("case request", "Asks to suspend it") },
};

static const Word solutions[] = {
  { "yes", NC_ ("case solved", "solved") },
  { "partly", NC_ ("case solved", "partly solved") },
  { "no", NC_ ("case solved", "not solved") },
  { "unknown", NC_ ("case solved", "not known whether solved") },
};

/* By the bits of ZhihuiCaseMarks. */
static const Word marks[ZHIHUI_N_CASE_MARKS] = {
  { "commented", NC_ ("case mark", "Comment") },
  { "instructed", NC_ ("case mark", "Instruction") },
  { "watched", NC_ ("case mark", "Watched") },
  { "escalated", NC_ ("case mark", "Escalated") },
  { "supervised", NC_ ("case mark", "Supervised") },
  { "media_exposed", NC_ ("case mark", "In the media") },
  { "sensitive", NC_ ("case mark", "Sensitive") },
  { "meeting", NC_ ("case mark", "Case review") },
};

/* What is due here is the reply: the platform looks at no other clock for them. */
static const Word lists[] = {
  { "overdue", NC_ ("case list", "Reply overdue") },
  { "soon", NC_ ("case list", "Reply due within a day") },
  { "returned", NC_ ("case list", "Return asked for") },
  { "sent_back", NC_ ("case list", "Sent back") },
  { "suspended", NC_ ("case list", "Suspended over 30 days") },
  { "co", NC_ ("case list", "With co-units") },
};

static const Word clocks[ZHIHUI_N_CLOCKS] = {
  [ZHIHUI_CLOCK_ACCEPT] = { "accept", NC_ ("case clock", "Accept") },
  [ZHIHUI_CLOCK_DISPATCH] = { "dispatch", NC_ ("case clock", "Dispatch") },
  [ZHIHUI_CLOCK_SIGN] = { "sign", NC_ ("case clock", "Sign") },
  [ZHIHUI_CLOCK_CONTACT] = { "contact", NC_ ("case clock", "Contact") },
  [ZHIHUI_CLOCK_REPLY] = { "reply", NC_ ("case clock", "Reply") },
  [ZHIHUI_CLOCK_NOTICE] = { "notice", NC_ ("case clock", "Notice") },
  [ZHIHUI_CLOCK_CLOSE] = { "close", NC_ ("case clock", "Close") },
  [ZHIHUI_CLOCK_EXTENSION] = { "extension", NC_ ("case clock", "Extension") },
  [ZHIHUI_CLOCK_OBJECTION] = { "objection", NC_ ("case clock", "Return") },
  [ZHIHUI_CLOCK_CALL_BACK] = { "call_back", NC_ ("case clock", "Call back") },
  [ZHIHUI_CLOCK_FIX] = { "fix", NC_ ("case clock", "Mend") },
};

static const char *
find_label (const Word *words, guint n_words, const char *context, const char *word)
{
  for (guint i = 0; word != NULL && i < n_words; i++)
    if (g_str_equal (words[i].word, word))
      return g_dpgettext2 (GETTEXT_PACKAGE, context, words[i].label);

  return word != NULL ? word : "";
}

const char *
zhihui_case_state_get_label (const char *state)
{
  return find_label (states, G_N_ELEMENTS (states), "case state", state);
}

/**
 * zhihui_case_type_get_label:
 *
 * For where the platform does not tell what the place calls it.
 */
const char *
zhihui_case_type_get_label (const char *type)
{
  return find_label (types, G_N_ELEMENTS (types), "case type", type);
}

/**
 * zhihui_case_channel_get_label:
 *
 * As for types.
 */
const char *
zhihui_case_channel_get_label (const char *channel)
{
  return find_label (channels, G_N_ELEMENTS (channels), "case channel", channel);
}

const char *
zhihui_case_event_get_label (const char *type)
{
  return find_label (events, G_N_ELEMENTS (events), "case event", type);
}

const char *
zhihui_case_role_get_label (const char *role)
{
  return find_label (roles, G_N_ELEMENTS (roles), "case role", role);
}

const char *
zhihui_case_request_get_label (const char *kind)
{
  return find_label (requests, G_N_ELEMENTS (requests), "case request", kind);
}

const char *
zhihui_case_solved_get_label (const char *solved)
{
  return find_label (solutions, G_N_ELEMENTS (solutions), "case solved", solved);
}

/**
 * zhihui_case_list_get_label:
 *
 * What a list that zhihui_case_filter_set_list() takes is called.
 */
const char *
zhihui_case_list_get_label (const char *list)
{
  return find_label (lists, G_N_ELEMENTS (lists), "case list", list);
}

static const Word *
find_mark (ZhihuiCaseMarks mark)
{
  gint bit = g_bit_nth_lsf (mark, -1);

  return bit >= 0 && bit < ZHIHUI_N_CASE_MARKS ? &marks[bit] : NULL;
}

const char *
zhihui_case_mark_get_label (ZhihuiCaseMarks mark)
{
  const Word *word = find_mark (mark);

  return word != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "case mark", word->label) : "";
}

const char *
zhihui_case_mark_get_id (ZhihuiCaseMarks mark)
{
  const Word *word = find_mark (mark);

  return word != NULL ? word->word : "";
}

guint
zhihui_case_mark_from_id (const char *id)
{
  for (guint i = 0; i < ZHIHUI_N_CASE_MARKS; i++)
    if (g_strcmp0 (marks[i].word, id) == 0)
      return 1u << i;
  return 0;
}

const char *
zhihui_case_clock_get_label (ZhihuiClockId id)
{
  return id < ZHIHUI_N_CLOCKS ? g_dpgettext2 (GETTEXT_PACKAGE, "case clock", clocks[id].label) : "";
}

/**
 * zhihui_case_state_get_rank:
 *
 * Returns: its place in a case's life, from 0; what is not known here is last
 */
int
zhihui_case_state_get_rank (const char *state)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (states) && !g_str_equal (states[i].word, state))
    i++;
  return (int) i;
}

/**
 * zhihui_case_list_states:
 *
 * Returns: (transfer container): the words of the states, in the order of a case's life, and NULL
 */
const char **
zhihui_case_list_states (void)
{
  const char **list = g_new0 (const char *, G_N_ELEMENTS (states) + 1);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    list[i] = states[i].word;
  return list;
}

const char **
zhihui_case_list_lists (void)
{
  const char **words = g_new0 (const char *, G_N_ELEMENTS (lists) + 1);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    words[i] = lists[i].word;
  return words;
}
