/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-running-clock.h"

#include <glib/gi18n-lib.h>

#include "zhihui-case-words.h"
#include "zhihui-format.h"

#define DAY_S 86400

/* With so much left a clock is soon over: of the short ones when it warns, else the last day. */
static gint64
get_warning (ZhihuiClockId id)
{
  if (id == ZHIHUI_CLOCK_SIGN)
    return 300;
  if (id == ZHIHUI_CLOCK_CONTACT || id == ZHIHUI_CLOCK_ACCEPT || id == ZHIHUI_CLOCK_DISPATCH)
    return 600;
  return DAY_S;
}

/* Takes the clock if it runs and ends before what was found. */
static void
add_clock (ZhihuiRunningClock *self, ZhihuiClockId id, gint64 since, gint64 done_at, gint64 due_at)
{
  if (done_at != ZHIHUI_NO_INSTANT || due_at == ZHIHUI_NO_INSTANT ||
      (self->due_at != ZHIHUI_NO_INSTANT && self->due_at <= due_at))
    return;

  self->id = id;
  self->since = since;
  self->due_at = due_at;
}

static gboolean
is_at_work (const ZhihuiDeskCase *one)
{
  static const char *const states[] = { "dispatched", "signed", "handling", NULL };

  return one->work != NULL && one->work->replied_at == ZHIHUI_NO_INSTANT &&
         g_strv_contains (states, one->state);
}

static void
add_work (ZhihuiRunningClock *self, const ZhihuiDeskCase *one)
{
  const ZhihuiCaseWork *work = one->work;

  if (work->return_requested_at != ZHIHUI_NO_INSTANT && work->return_accepted < 0)
    add_clock (self,
               ZHIHUI_CLOCK_OBJECTION,
               work->return_requested_at,
               ZHIHUI_NO_INSTANT,
               one->objection_due_at);
  add_clock (self, ZHIHUI_CLOCK_SIGN, work->dispatched_at, work->signed_at, work->sign_due_at);
  add_clock (
    self, ZHIHUI_CLOCK_CONTACT, work->dispatched_at, work->contacted_at, work->contact_due_at);
  if (work->suspended_at == ZHIHUI_NO_INSTANT)
    add_clock (self, ZHIHUI_CLOCK_REPLY, work->dispatched_at, work->replied_at, work->due_at);
}

/* Of the whole case; what the centre does after a bad rating is told by nobody. */
static void
add_case (ZhihuiRunningClock *self, const ZhihuiDeskCase *one)
{
  gboolean is_new = g_str_equal (one->state, "submitted");

  if (is_new)
    {
      add_clock (
        self, ZHIHUI_CLOCK_ACCEPT, one->submitted_at, one->accepted_at, one->accept_due_at);
      add_clock (
        self, ZHIHUI_CLOCK_NOTICE, one->submitted_at, one->accepted_at, one->notice_due_at);
    }
  /* After a return nobody says until when it is to be sent on. */
  if (g_str_equal (one->state, "accepted") && one->work == NULL)
    add_clock (
      self, ZHIHUI_CLOCK_DISPATCH, one->accepted_at, ZHIHUI_NO_INSTANT, one->dispatch_due_at);
  if (!one->close_suspended && !is_new)
    add_clock (self, ZHIHUI_CLOCK_CLOSE, one->accepted_at, one->closed_at, one->close_due_at);
}

/**
 * zhihui_running_clock_find:
 * @one: a case
 * @now: of the platform, epoch seconds
 *
 * Which of the clocks of docs/clocks.md runs and ends first. What is done, or of another round, is
 * none of them; while the reply is suspended what else runs goes before.
 */
ZhihuiRunningClock
zhihui_running_clock_find (const ZhihuiDeskCase *one, gint64 now)
{
  ZhihuiRunningClock self = {
    ZHIHUI_CLOCK_RESTS, ZHIHUI_N_CLOCKS, ZHIHUI_NO_INSTANT, ZHIHUI_NO_INSTANT, 0
  };
  gboolean is_open = !zhihui_desk_case_is_closed (one);
  gboolean works = is_open && is_at_work (one);

  if (is_open)
    add_case (&self, one);
  if (works)
    add_work (&self, one);

  if (self.id == ZHIHUI_N_CLOCKS)
    {
      if (!works || one->work->suspended_at == ZHIHUI_NO_INSTANT)
        return self;
      self.state = ZHIHUI_CLOCK_STANDS;
      self.id = ZHIHUI_CLOCK_REPLY;
      self.since = one->work->suspended_at;
      self.due_at = one->work->due_at;
      self.seconds = MAX (now - self.since, 0);
      return self;
    }

  self.seconds = self.due_at >= now ? self.due_at - now : now - self.due_at;
  if (self.due_at < now)
    self.state = ZHIHUI_CLOCK_OVERDUE;
  else
    self.state = self.seconds <= get_warning (self.id) ? ZHIHUI_CLOCK_SOON : ZHIHUI_CLOCK_AHEAD;
  return self;
}

static gint64
get_rank (const ZhihuiRunningClock *self)
{
  if (self->state == ZHIHUI_CLOCK_RESTS)
    return G_MAXINT64;
  return self->state == ZHIHUI_CLOCK_STANDS ? G_MAXINT64 - 1 : self->due_at;
}

/**
 * zhihui_running_clock_compare:
 *
 * Returns: below 0 when @a ends before @b: what is longest overdue first, then what ends next, what
 *   stands, and last where nothing is owed
 */
int
zhihui_running_clock_compare (const ZhihuiRunningClock *a, const ZhihuiRunningClock *b)
{
  gint64 x = get_rank (a), y = get_rank (b);

  return (x > y) - (x < y);
}

static int
compare_owed (gconstpointer a, gconstpointer b)
{
  const ZhihuiOwedCase *x = a, *y = b;
  int                   order = zhihui_running_clock_compare (&x->clock, &y->clock);

  return order != 0 ? order : g_strcmp0 (x->one->id, y->one->id);
}

/**
 * zhihui_running_clock_list:
 * @cases: borrowed by what is returned
 * @now: of the platform, epoch seconds
 * @other: @state where there is but one
 *
 * Returns: (transfer full) (element-type ZhihuiOwedCase): the cases whose clock is in one of the
 * two states, what ends first before the others
 */
GArray *
zhihui_running_clock_list (const ZhihuiDeskCases *cases,
                           gint64                 now,
                           ZhihuiClockState       state,
                           ZhihuiClockState       other)
{
  GArray *owed = g_array_new (FALSE, FALSE, sizeof (ZhihuiOwedCase));

  for (guint i = 0; i < cases->items->len; i++)
    {
      const ZhihuiDeskCase *one = cases->items->pdata[i];
      ZhihuiOwedCase        owing = { one, zhihui_running_clock_find (one, now) };

      if (owing.clock.state == state || owing.clock.state == other)
        g_array_append_val (owed, owing);
    }
  g_array_sort (owed, compare_owed);
  return owed;
}

/* Days and hours, hours and minutes, minutes; below a minute seconds. */
static char *
make_left (gint64 seconds)
{
  return zhihui_format_age (seconds >= 60 ? seconds / 60 * 60 : seconds);
}

/**
 * zhihui_running_clock_make_words:
 *
 * Returns: (transfer full): "超 21 小时", "余 1 天 2 小时", "暂停 3 天"; with what it is the clock
 * of where that is not the reply: "签收 余 4 分"; "" where nothing is owed
 */
char *
zhihui_running_clock_make_words (const ZhihuiRunningClock *self)
{
  g_autofree char *age = NULL;
  g_autofree char *words = NULL;

  switch (self->state)
    {
    case ZHIHUI_CLOCK_OVERDUE:
      age = zhihui_format_coarse_age (self->seconds);
      words = g_strdup_printf (C_ ("clock", "%s over"), age);
      break;
    case ZHIHUI_CLOCK_STANDS:
      age = zhihui_format_coarse_age (self->seconds);
      words = g_strdup_printf (C_ ("clock", "stands for %s"), age);
      break;
    case ZHIHUI_CLOCK_AHEAD:
    case ZHIHUI_CLOCK_SOON:
      age = make_left (self->seconds);
      words = g_strdup_printf (C_ ("clock", "%s left"), age);
      break;
    case ZHIHUI_CLOCK_RESTS:
    default:
      return g_strdup ("");
    }

  if (self->id == ZHIHUI_CLOCK_REPLY)
    return g_steal_pointer (&words);
  /* Translators: which clock of a case, and how much is left of it or gone by. */
  return g_strdup_printf (
    C_ ("clock", "%1$s: %2$s"), zhihui_case_clock_get_label (self->id), words);
}

/**
 * zhihui_running_clock_make_since:
 *
 * Returns: (transfer full): since when it is overdue or stands, or until when it is in time: "自
 *   7月28日 16:40", "至 …"; "" where nothing is owed
 */
char *
zhihui_running_clock_make_since (const ZhihuiRunningClock *self, ZhihuiZone *zone, gint64 now)
{
  gboolean is_past = self->state == ZHIHUI_CLOCK_OVERDUE || self->state == ZHIHUI_CLOCK_STANDS;
  gint64   at = self->state == ZHIHUI_CLOCK_STANDS ? self->since : self->due_at;
  g_autofree char *moment = NULL;

  if (self->state == ZHIHUI_CLOCK_RESTS || at == ZHIHUI_NO_INSTANT)
    return g_strdup ("");

  moment = zhihui_format_moment (zone, at, now);
  return g_strdup_printf (is_past ? C_ ("clock", "since %s") : C_ ("clock", "until %s"), moment);
}
