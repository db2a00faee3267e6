/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-http-source-private.h"

#include <time.h>

#include "zhihui-plain-file.h"

/* The clocks of a source: one for all that is counted, which tests set; this machine's, for a
 * warning; and one that tells for how long the machine has slept, since the first stands still
 * meanwhile and figures would seem fresh that are of the evening before. */

#define SLEPT_MIN_US (5 * G_USEC_PER_SEC)
#define BOOT_FILE "/proc/sys/kernel/random/boot_id"
#define BOOT_MAX_BYTES 256

static gint64
read_monotonic_clock (gpointer user_data)
{
  return g_get_monotonic_time ();
}

static gint64
read_desktop_clock (gpointer user_data)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gint64
read_sleep_clock (gpointer user_data)
{
  struct timespec with_sleep, without;

  if (clock_gettime (CLOCK_BOOTTIME, &with_sleep) != 0 ||
      clock_gettime (CLOCK_MONOTONIC, &without) != 0)
    return 0;

  return (gint64) (with_sleep.tv_sec - without.tv_sec) * G_USEC_PER_SEC +
         (with_sleep.tv_nsec - without.tv_nsec) / 1000;
}

/**
 * zhihui_http_clocks_init:
 * @self: a source in the making
 *
 * Takes the clocks of this machine.
 */
void
zhihui_http_clocks_init (ZhihuiHttpSource *self)
{
  g_autofree char *boot = NULL;

  self->clock = read_monotonic_clock;
  self->desktop_clock = read_desktop_clock;
  self->sleep_clock = read_sleep_clock;
  self->slept_us = self->sleep_clock (NULL);
  boot = zhihui_plain_file_read_text (BOOT_FILE, BOOT_MAX_BYTES, NULL);
  if (boot != NULL)
    g_strlcpy (self->boot, g_strstrip (boot), sizeof self->boot);
}

/**
 * zhihui_http_clocks_get_uptime_s:
 * @self: a source
 *
 * Returns: seconds since this machine was started, its sleep counted; nobody can set them
 */
gint64
zhihui_http_clocks_get_uptime_s (ZhihuiHttpSource *self)
{
  return (zhihui_http_source_get_now (self) + self->sleep_clock (self->sleep_clock_data)) /
         G_USEC_PER_SEC;
}

/**
 * zhihui_http_clocks_is_boot:
 * @self: a source
 * @boot: (nullable): a start of some machine
 *
 * Returns: whether it is the one since which this machine runs; unknown is none
 */
gboolean
zhihui_http_clocks_is_boot (ZhihuiHttpSource *self, const char *boot)
{
  return *self->boot != '\0' && g_strcmp0 (self->boot, boot) == 0;
}

/**
 * zhihui_http_source_set_boot:
 * @self: a source that has not started
 * @boot: a name of the start since which this machine runs
 */
void
zhihui_http_source_set_boot (ZhihuiHttpSource *self, const char *boot)
{
  g_return_if_fail (ZHIHUI_IS_HTTP_SOURCE (self) && !self->is_started && boot != NULL);

  g_strlcpy (self->boot, boot, sizeof self->boot);
}

static void
age (ZhihuiFeed *feed, gint64 more_us)
{
  ZhihuiReceipt *receipt = &feed->receipt;

  if (receipt->received_us != 0)
    receipt->received_us -= more_us;
  if (receipt->vouched_us != 0)
    receipt->vouched_us -= more_us;
  if (receipt->failing_us != 0)
    receipt->failing_us -= more_us;
  feed->not_before_us -= more_us;
}

/**
 * zhihui_http_clocks_note_sleep:
 * @self: a source
 *
 * Call from time to time. What was received before the machine slept is older by as long as it
 * slept, and everything is due.
 */
void
zhihui_http_clocks_note_sleep (ZhihuiHttpSource *self)
{
  GPtrArray *parked = zhihui_feed_park_get_feeds (self->park);
  gint64     slept_us = self->sleep_clock (self->sleep_clock_data);
  gint64     more_us = slept_us - self->slept_us;
  gint64     now_us = zhihui_http_source_get_now (self);

  self->slept_us = slept_us;
  if (more_us < SLEPT_MIN_US)
    return;

  self->started_us -= more_us;
  self->remote_clock.at_us -= more_us;
  zhihui_http_hearing_stop (self);
  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];

      age (feed, more_us);
      if (feed->cancellable == NULL)
        zhihui_feed_plan (feed, MIN (feed->due_us - more_us, MAX (now_us, feed->not_before_us)));
    }
  for (guint i = 0; i < parked->len; i++)
    age (parked->pdata[i], more_us);
  self->probe_due_us = MIN (self->probe_due_us, now_us);
  zhihui_http_teller_note_change (self);
}

/**
 * zhihui_http_source_get_now:
 * @self: a source
 *
 * Returns: monotonic microseconds
 */
gint64
zhihui_http_source_get_now (ZhihuiHttpSource *self)
{
  return self->clock (self->clock_data);
}

/**
 * zhihui_http_source_set_clock:
 * @self: a source that has not started
 * @clock: (scope forever): monotonic microseconds
 * @user_data: for @clock
 */
void
zhihui_http_source_set_clock (ZhihuiHttpSource *self, ZhihuiMonotonicFunc clock, gpointer user_data)
{
  g_return_if_fail (ZHIHUI_IS_HTTP_SOURCE (self) && !self->is_started);

  self->clock = clock;
  self->clock_data = user_data;
}

/**
 * zhihui_http_source_set_desktop_clock:
 * @self: a source that has not started
 * @clock: (scope forever): seconds since the epoch
 * @user_data: for @clock
 */
void
zhihui_http_source_set_desktop_clock (ZhihuiHttpSource *self,
                                      ZhihuiDesktopFunc clock,
                                      gpointer          user_data)
{
  g_return_if_fail (ZHIHUI_IS_HTTP_SOURCE (self) && !self->is_started);

  self->desktop_clock = clock;
  self->desktop_clock_data = user_data;
}

/**
 * zhihui_http_source_set_sleep_clock:
 * @self: a source that has not started
 * @clock: (scope forever): microseconds for which the machine has slept since it was started
 * @user_data: for @clock
 */
void
zhihui_http_source_set_sleep_clock (ZhihuiHttpSource   *self,
                                    ZhihuiMonotonicFunc clock,
                                    gpointer            user_data)
{
  g_return_if_fail (ZHIHUI_IS_HTTP_SOURCE (self) && !self->is_started);

  self->sleep_clock = clock;
  self->sleep_clock_data = user_data;
  self->slept_us = clock (user_data);
}
