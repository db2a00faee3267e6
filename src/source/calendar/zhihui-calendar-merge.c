/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-calendar-merge.h"

#include <glib/gi18n-lib.h>

#include "zhihui-calendar-meeting.h"

#define NOT_FOUND 404
#define NOT_ALLOWED 405

/* The same by its id (our own platform's calendar), or the same words at the same time. */
static gboolean
is_same (const ZhihuiMeeting *one, const ZhihuiMeeting *other)
{
  return g_str_equal (one->id, other->id) ||
         (one->starts_at == other->starts_at && one->ends_at == other->ends_at &&
          g_str_equal (one->title, other->title));
}

static gboolean
is_known (GPtrArray *items, guint n_items, const ZhihuiMeeting *meeting)
{
  for (guint i = 0; i < n_items; i++)
    if (is_same (items->pdata[i], meeting))
      return TRUE;

  return FALSE;
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const ZhihuiMeeting *one = *(const ZhihuiMeeting *const *) a;
  const ZhihuiMeeting *other = *(const ZhihuiMeeting *const *) b;

  return (one->starts_at > other->starts_at) - (one->starts_at < other->starts_at);
}

static void
take_platform (ZhihuiMeetings *all, ZhihuiMeetings *meetings)
{
  if (meetings == NULL)
    return;

  all->stamp.as_of = meetings->stamp.as_of;
  all->stamp.revision = g_strdup (meetings->stamp.revision);
  all->window = meetings->window;
  all->totals = meetings->totals;
  all->has_totals = meetings->has_totals;
  for (guint i = 0; i < meetings->items->len; i++)
    g_ptr_array_add (all->items, zhihui_meeting_copy (meetings->items->pdata[i]));
}

static void
take_calendar (ZhihuiMeetings               *all,
               ZhihuiMeetings               *meetings,
               ZhihuiUnits                  *units,
               const ZhihuiCalendarSettings *settings,
               gint64                        now)
{
  const guint    n_theirs = all->items->len;
  const gboolean is_alone = n_theirs == 0 && all->stamp.as_of == 0;

  if (meetings == NULL)
    return;

  if (is_alone)
    all->window = meetings->window;
  /* The calendar's clock may be ahead of a simulated one. */
  all->stamp.as_of = MIN (meetings->stamp.as_of, is_alone ? now : all->stamp.as_of);
  for (guint i = 0; i < meetings->items->len; i++)
    {
      ZhihuiMeeting *meeting = zhihui_meeting_copy (meetings->items->pdata[i]);

      if (is_known (all->items, n_theirs, meeting))
        {
          zhihui_meeting_free (meeting);
          continue;
        }
      zhihui_calendar_meeting_hide (meeting, units, settings->for_desk);
      zhihui_calendar_meeting_judge (meeting, now);
      g_ptr_array_add (all->items, meeting);
    }
  g_ptr_array_sort (all->items, compare_starts);
}

/* Whether the platform knows no meetings at all, or nobody asks it. */
static gboolean
is_without (const ZhihuiReceipt *receipt, gpointer figures)
{
  if (figures != NULL || receipt->has_data)
    return FALSE;

  return receipt->http_status == NOT_FOUND || receipt->http_status == NOT_ALLOWED ||
         receipt->http_status == ZHIHUI_STATUS_NOT_OFFERED || receipt->n_failures == 0;
}

/* How reading both went: the worse of the two; what one of them has is never the whole. */
static ZhihuiReceipt
choose_receipt (ZhihuiSituation *platform, ZhihuiSituation *calendar, gint64 now_us)
{
  const ZhihuiReceipt *its = zhihui_situation_get_receipt (platform, ZHIHUI_DATASET_MEETINGS);
  const ZhihuiReceipt *other = zhihui_situation_get_receipt (calendar, ZHIHUI_DATASET_MEETINGS);
  ZhihuiFreshness      one, two;

  if (is_without (its, zhihui_situation_get_meetings (platform)))
    return *other;

  one = zhihui_situation_judge (platform, ZHIHUI_DATASET_MEETINGS, now_us);
  two = zhihui_situation_judge (calendar, ZHIHUI_DATASET_MEETINGS, now_us);
  return two.state > one.state ? *other : *its;
}

/**
 * zhihui_calendar_merge:
 * @platform: what the source knows
 * @calendar: what the calendar knows: meetings alone
 * @settings: how both go together, and for whom
 * @started_us: monotonic, when the first of them began to read: one may be long in coming, and
 *   what the other has read until then is of now
 * @now_us: monotonic
 *
 * Returns: (transfer full): @platform with the calendar's meetings added to its own, or instead of
 *   them; those that both know are the platform's
 */
ZhihuiSituation *
zhihui_calendar_merge (ZhihuiSituation              *platform,
                       ZhihuiSituation              *calendar,
                       const ZhihuiCalendarSettings *settings,
                       gint64                        started_us,
                       gint64                        now_us)
{
  gint64                  now = zhihui_situation_get_platform_now (platform, now_us);
  ZhihuiMeetings         *theirs = zhihui_situation_get_meetings (platform);
  ZhihuiMeetings         *more = zhihui_situation_get_meetings (calendar);
  ZhihuiReceipt           receipt = choose_receipt (platform, calendar, now_us);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (platform);
  g_autoptr (ZhihuiMeetings) all = zhihui_meetings_new ();
  g_autofree char *detail = NULL;
  const gboolean   is_of_calendar =
    receipt.detail == zhihui_situation_get_receipt (calendar, ZHIHUI_DATASET_MEETINGS)->detail;

  take_platform (all, theirs);
  take_calendar (all, more, zhihui_situation_get_units (platform), settings, now);
  if (theirs != NULL || more != NULL)
    zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_MEETINGS, all);

  receipt.has_data = theirs != NULL || more != NULL;
  if (receipt.detail != NULL && is_of_calendar)
    receipt.detail = detail = g_strdup_printf (_ ("Calendar: %s"), receipt.detail);
  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_MEETINGS, &receipt);
  zhihui_situation_builder_set_started (builder, started_us);
  return zhihui_situation_builder_finish (builder);
}
