/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-calendar-meeting.h"

#include <string.h>

#include "zhihui-join-link.h"
#include "zhihui-mask.h"
#include "zhihui-meeting.h"
#include "zhihui-public-text.h"

#define OWN_END ".zhihui"
#define HASH_LETTERS 16

static const struct
{
  const char *id;
  const char *words[4]; /* by which a category or a title tells it */
} kinds[] = {
  { "review", { "研判", "会商", "review" } },
  { "reception", { "接访", "接待", "reception" } },
  { "dispatch", { "调度", "dispatch" } },
  { "inspection", { "督查", "督办", "inspection" } },
};

static const char *
find_kind (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint j = 0; kinds[i].words[j] != NULL; j++)
      if (strstr (folded, kinds[i].words[j]) != NULL)
        return kinds[i].id;

  return NULL;
}

/* A category says it on purpose; a title by the way. */
static const char *
tell_kind (const ZhihuiAgendaMeeting *entry, const ZhihuiCalendarSettings *settings)
{
  const char *kind = NULL;

  for (guint i = 0; i < entry->categories->len && kind == NULL; i++)
    kind = find_kind (entry->categories->pdata[i]);
  if (kind == NULL)
    kind = find_kind (entry->title);
  if (kind == NULL)
    kind = settings->kind;

  return kind != NULL ? kind : kinds[0].id;
}

/* Our own platform's is known by the platform's id; of others nothing is told. */
static char *
make_id (const ZhihuiAgendaMeeting *entry)
{
  const char      *at = strrchr (entry->uid, '@');
  g_autofree char *key = NULL;
  g_autofree char *hash = NULL;

  if (at != NULL && g_str_has_suffix (entry->uid, OWN_END))
    return g_strndup (entry->uid, (gsize) (at - entry->uid));

  key = g_strdup_printf ("%s\n%" G_GINT64_FORMAT, entry->uid, entry->recurrence_at);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  return g_strdup_printf ("calendar-%.*s", HASH_LETTERS, hash);
}

static char *
mask (const char *text)
{
  g_autofree char *masked = zhihui_access_mask (text);

  return zhihui_mask_text (masked, ZHIHUI_MASK_DESK);
}

static char *
choose_link (const ZhihuiAgendaMeeting *entry, const ZhihuiCalendarSettings *settings)
{
  char *link = NULL;

  for (guint i = 0; i < entry->links->len && link == NULL; i++)
    link = zhihui_join_link_check (entry->links->pdata[i], (const char *const *) settings->hosts);

  return link;
}

static ZhihuiMeeting *
make_meeting (const ZhihuiAgendaMeeting *entry, const ZhihuiCalendarSettings *settings)
{
  ZhihuiMeeting *meeting = g_new0 (ZhihuiMeeting, 1);

  meeting->id = make_id (entry);
  meeting->kind = g_strdup (tell_kind (entry, settings));
  meeting->title = mask (entry->title);
  if (*meeting->title == '\0')
    {
      g_free (meeting->title);
      meeting->title = g_strdup (zhihui_meeting_kind_get_label (meeting->kind));
    }
  meeting->state = entry->cancelled ? ZHIHUI_MEETING_CANCELLED : ZHIHUI_MEETING_SCHEDULED;
  meeting->starts_at = entry->starts_at;
  meeting->ends_at = entry->ends_at;
  meeting->started_at = ZHIHUI_NO_INSTANT;
  meeting->changed_at = ZHIHUI_NO_INSTANT;
  meeting->host = entry->organizer != NULL ? mask (entry->organizer) : g_strdup ("");
  meeting->units = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < entry->categories->len; i++)
    if (find_kind (entry->categories->pdata[i]) == NULL)
      g_ptr_array_add (meeting->units, mask (entry->categories->pdata[i]));
  meeting->participants_expected = meeting->participants_now = meeting->received = -1;
  meeting->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_decision_free);
  meeting->join_url = settings->for_desk ? choose_link (entry, settings) : NULL;
  return meeting;
}

/**
 * zhihui_calendar_meeting_list:
 * @agenda: what a calendar says, with details
 * @settings: whose links may be offered, and to whom
 *
 * Titles and names are masked as for a desk, numbers that open a meeting entirely. What else is
 * hidden from a wall is up to zhihui_calendar_meeting_hide().
 *
 * Returns: (transfer full): its meetings, by start
 */
ZhihuiMeetings *
zhihui_calendar_meeting_list (ZhihuiAgenda *agenda, const ZhihuiCalendarSettings *settings)
{
  ZhihuiMeetings *meetings = zhihui_meetings_new ();

  for (guint i = 0; i < agenda->meetings->len; i++)
    g_ptr_array_add (meetings->items, make_meeting (agenda->meetings->pdata[i], settings));

  return meetings;
}

/* Its short name, or NULL when @name is not one of @units. */
static const char *
find_unit (ZhihuiUnits *units, const char *name)
{
  for (guint i = 0; units != NULL && i < units->items->len; i++)
    {
      const ZhihuiUnit *unit = units->items->pdata[i];

      if (g_strcmp0 (unit->name, name) == 0 || g_strcmp0 (unit->short_name, name) == 0)
        return unit->short_name;
    }

  return NULL;
}

/**
 * zhihui_calendar_meeting_hide:
 * @meeting: of a calendar
 * @units: (nullable): the deployment's
 * @for_desk: whether one person reads it
 *
 * Who invites may be a person, and a category anything: only units are named. For a wall the title
 * is the name of the kind, as for all imported meetings, and there is no link.
 */
void
zhihui_calendar_meeting_hide (ZhihuiMeeting *meeting, ZhihuiUnits *units, gboolean for_desk)
{
  const char *host = find_unit (units, meeting->host);
  char       *copy;

  for (guint i = meeting->units->len; i > 0; i--)
    {
      copy = g_strdup (find_unit (units, meeting->units->pdata[i - 1]));
      if (copy == NULL)
        {
          g_ptr_array_remove_index (meeting->units, i - 1);
          continue;
        }
      g_free (meeting->units->pdata[i - 1]);
      meeting->units->pdata[i - 1] = copy;
    }

  copy = g_strdup (host != NULL ? host : "");
  g_free (meeting->host);
  meeting->host = copy;
  if (for_desk)
    return;

  g_free (meeting->title);
  meeting->title = g_strdup (zhihui_meeting_kind_get_label (meeting->kind));
  g_clear_pointer (&meeting->join_url, g_free);
}

/**
 * zhihui_calendar_meeting_judge:
 * @meeting: of a calendar
 * @now: the platform's clock
 *
 * A calendar knows plans: what is planned for now counts as open, what is planned until then as
 * ended.
 */
void
zhihui_calendar_meeting_judge (ZhihuiMeeting *meeting, gint64 now)
{
  if (meeting->state == ZHIHUI_MEETING_CANCELLED || meeting->state == ZHIHUI_MEETING_POSTPONED)
    return;

  if (now < meeting->starts_at)
    meeting->state = ZHIHUI_MEETING_SCHEDULED;
  else
    meeting->state = now < meeting->ends_at ? ZHIHUI_MEETING_OPEN : ZHIHUI_MEETING_ENDED;
}
