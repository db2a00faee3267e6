/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-review-private.h"

#include "zhihui-asking.h"
#include "zhihui-case-names.h"
#include "zhihui-wire.h"

#define MAX_CASES 12 /* of one meeting that more is asked of */
#define AGAIN_US (60 * G_USEC_PER_SEC)

static char *
make_month_path (ZhihuiDeskReview *self, ZhihuiZone *zone)
{
  ZhihuiMonthPage page = zhihui_month_view_get_page (self->calendar);
  /* One that began the day before may go on. */
  g_autofree char *from =
    zhihui_zone_format_rfc3339 (zone, zhihui_zone_day_start (zone, page.first - 1));
  g_autofree char *to = zhihui_zone_format_rfc3339 (
    zone, zhihui_zone_day_start (zone, page.first + (gint32) page.n_days));
  g_autofree char *from_part = g_uri_escape_string (from, NULL, FALSE);
  g_autofree char *to_part = g_uri_escape_string (to, NULL, FALSE);

  return g_strdup_printf ("/meetings?from=%s&to=%s", from_part, to_part);
}

static void
month_told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMeetings) meetings = zhihui_asking_finish (result, &error);
  ZhihuiDeskReview *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!self->by_month)
    return;

  self->month_failed = meetings == NULL;
  if (meetings != NULL)
    {
      g_clear_pointer (&self->month, zhihui_meetings_unref);
      self->month = g_steal_pointer (&meetings);
    }
  else
    {
      g_debug ("the month is not told: %s", error->message);
    }
  zhihui_desk_review_show (self);
}

/* An answer does not say of which month it is: but one is under way. */
void
zhihui_desk_review_stop_asking_month (ZhihuiDeskReview *self)
{
  g_cancellable_cancel (self->month_asking);
  g_clear_object (&self->month_asking);
}

/* Asks for the meetings of the month that is seen. What was told of it stays until then. */
void
zhihui_desk_review_ask_month (ZhihuiDeskReview *self)
{
  ZhihuiZone      *zone = zhihui_situation_get_zone (zhihui_desk_get_situation (self->desk));
  g_autofree char *path = make_month_path (self, zone);

  zhihui_desk_review_stop_asking_month (self);
  self->month_asking = g_cancellable_new ();
  zhihui_asking_async (zhihui_desk_get_source (self->desk),
                       path,
                       (ZhihuiDecodeFunc) zhihui_wire_decode_meetings,
                       (GDestroyNotify) zhihui_meetings_unref,
                       self->month_asking,
                       month_told_cb,
                       self);
}

static void
meeting_told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = zhihui_source_ask_finish (result, &error);
  ZhihuiDeskReview *self = user_data;
  ZhihuiMeetings   *meetings;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  meetings = body != NULL ? zhihui_wire_decode_meetings (body, &error) : NULL;
  if (meetings == NULL)
    {
      g_debug ("the meeting is not told: %s", error->message);
      return;
    }
  /* Another was asked for since then. */
  if (zhihui_desk_review_find_in (meetings, self->chosen) == NULL)
    {
      zhihui_meetings_unref (meetings);
      return;
    }
  g_clear_pointer (&self->other, zhihui_meetings_unref);
  self->other = meetings;
  zhihui_desk_review_show (self);
}

/* Asks for a meeting that the schedule does not have. */
void
zhihui_desk_review_ask_meeting (ZhihuiDeskReview *self, const char *id)
{
  g_autofree char *part = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/meetings/%s", part);

  zhihui_source_ask_async (
    zhihui_desk_get_source (self->desk), path, self->cancellable, meeting_told_cb, self);
}

/* The platform answers to what it was told of a meeting with the meeting as it is then. */
void
zhihui_desk_review_hear (ZhihuiDeskReview *self, ZhihuiDeskErrand *errand)
{
  GBytes         *answer;
  ZhihuiMeetings *meetings;

  if (self->desk == NULL || errand == NULL ||
      zhihui_desk_errand_get_state (errand) != ZHIHUI_ERRAND_SENT ||
      !g_str_has_prefix (zhihui_desk_errand_get_path (errand), "/meetings"))
    return;

  answer = zhihui_desk_errand_get_answer (errand);
  meetings = answer != NULL ? zhihui_wire_decode_meetings (answer, NULL) : NULL;
  if (meetings == NULL)
    return;
  g_clear_pointer (&self->other, zhihui_meetings_unref);
  self->other = meetings;
  zhihui_desk_review_show (self);
}

static void
show_detail (ZhihuiDeskReview *self, const ZhihuiDeskCase *one)
{
  g_autoptr (ZhihuiCaseNames) names =
    zhihui_case_names_new (zhihui_desk_get_situation (self->desk));
  const ZhihuiCaseWork  *work = one->work;
  const ZhihuiCaseDetail detail = {
    .id = one->id,
    .no = one->no,
    .applicant = one->complainant,
    .subject = one->title,
    .unit = work != NULL ? work->unit.name : NULL,
    .due_at =
      work != NULL && work->replied_at == ZHIHUI_NO_INSTANT ? work->due_at : ZHIHUI_NO_INSTANT,
    .way = zhihui_case_make_way (one, names),
  };

  zhihui_meeting_cases_set_detail (zhihui_meeting_pane_get_cases (self->pane), &detail);
}

static void
case_told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = zhihui_source_ask_finish (result, &error);
  g_autoptr (ZhihuiDeskCases) cases = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  cases = body != NULL ? zhihui_wire_decode_cases (body, &error) : NULL;
  if (cases == NULL)
    {
      g_debug ("a case of the meeting is not told: %s", error->message);
      ((ZhihuiDeskReview *) user_data)->cases_failed_us = g_get_monotonic_time ();
    }
  for (guint i = 0; cases != NULL && i < cases->items->len; i++)
    show_detail (user_data, cases->items->pdata[i]);
}

static char *
name_cases (const ZhihuiMeeting *meeting)
{
  GString *names = g_string_new (meeting->id);

  for (guint i = 0; meeting->cases != NULL && i < meeting->cases->len; i++)
    g_string_append_printf (names, "\n%s", ((ZhihuiMeetingCase *) meeting->cases->pdata[i])->id);
  return g_string_free (names, FALSE);
}

/* Asks once for whose cases these are and what about, masked: the meeting tells but their way. */
void
zhihui_desk_review_ask_cases (ZhihuiDeskReview *self, const ZhihuiMeeting *meeting)
{
  g_autofree char *names = meeting != NULL ? name_cases (meeting) : NULL;

  if (g_strcmp0 (names, self->asked_cases) == 0)
    return;
  g_free (self->asked_cases);
  self->asked_cases = g_steal_pointer (&names);
  self->cases_failed_us = 0;

  for (guint i = 0;
       meeting != NULL && meeting->cases != NULL && i < MIN (meeting->cases->len, MAX_CASES);
       i++)
    {
      const ZhihuiMeetingCase *one = meeting->cases->pdata[i];
      g_autofree char         *part = g_uri_escape_string (one->id, NULL, FALSE);
      g_autofree char         *path = g_strdup_printf ("/cases/%s", part);

      zhihui_source_ask_async (
        zhihui_desk_get_source (self->desk), path, self->cancellable, case_told_cb, self);
    }
}

/* What was not told is asked again when some time is over. */
void
zhihui_desk_review_pass_cases (ZhihuiDeskReview *self, gint64 now_us)
{
  if (self->cases_failed_us == 0 || now_us - self->cases_failed_us < AGAIN_US)
    return;
  self->cases_failed_us = 0;
  g_clear_pointer (&self->asked_cases, g_free);
}
