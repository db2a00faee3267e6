/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-language.h"
#include "zhihui-schedule.h"

#include <string.h>

static ZhihuiSchedule *
make_schedule (const char *conf, GError **error)
{
  g_autoptr (ZhihuiSchedule) self = zhihui_schedule_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (conf, strlen (conf));
  g_autoptr (ZhihuiSettingsText) text = zhihui_settings_text_new (bytes, "wall.conf", error);

  if (text == NULL || !zhihui_schedule_read (self, text, error) ||
      !zhihui_settings_text_check_read (text, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
is_on (ZhihuiSchedule *self, const char *instant)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  gint64      at;
  ZhihuiCivil civil;

  g_assert_true (zhihui_instant_parse_rfc3339 (instant, &at, NULL));
  civil = zhihui_zone_to_civil (zone, at);
  return zhihui_schedule_is_on (self, &civil);
}

static void
it_is_on_in_the_hours_of_the_days (void)
{
  const struct
  {
    const char *on, *instant;
    gboolean    expected;
  } cases[] = {
    { "07:30-19:00 Mon-Fri", "2026-11-26T07:29:59+08:00", FALSE }, /* a Thursday */
    { "07:30-19:00 Mon-Fri", "2026-11-26T07:30:00+08:00", TRUE },
    { "07:30-19:00 Mon-Fri", "2026-11-26T18:59:59+08:00", TRUE },
    { "07:30-19:00 Mon-Fri", "2026-11-26T19:00:00+08:00", FALSE },
    { "07:30-19:00 Mon-Fri", "2026-11-28T12:00:00+08:00", FALSE },
    { "07:30-19:00 Mon-Fri; 09:00-12:00 sat", "2026-11-28T11:59:00+08:00", TRUE },
    { "07:30-19:00 Fri-Mon", "2026-11-29T12:00:00+08:00", TRUE },
    { "07:30-19:00 Fri-Mon", "2026-11-25T12:00:00+08:00", FALSE },
    { "07:30-19:00 Mon, Thu", "2026-11-26T12:00:00+08:00", TRUE },
    { "07:30-19:00", "2026-11-29T12:00:00+08:00", TRUE },
    /* Friday night until two: the days count on which it begins */
    { "20:00-02:00 Fri", "2026-11-28T01:59:00+08:00", TRUE },
    { "20:00-02:00 Fri", "2026-11-28T02:00:00+08:00", FALSE },
    { "20:00-02:00 Fri", "2026-11-27T01:00:00+08:00", FALSE },
    { "20:00-02:00 Fri", "2026-11-28T20:00:00+08:00", FALSE },
    { "00:00-24:00 Sun", "2026-11-29T23:59:59+08:00", TRUE },
    { "00:00-24:00 Sun", "2026-11-30T00:00:00+08:00", FALSE },
    /* National Day 2025 was a Wednesday; Sunday 28 September was worked for it */
    { "08:00-18:00 workdays", "2025-10-01T12:00:00+08:00", FALSE },
    { "08:00-18:00 workdays", "2025-09-28T12:00:00+08:00", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *conf = g_strdup_printf ("[schedule]\non = %s\n", cases[i].on);
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiSchedule) schedule = make_schedule (conf, &error);

      g_assert_no_error (error);
      if (is_on (schedule, cases[i].instant) != cases[i].expected)
        g_error ("%s at %s", cases[i].on, cases[i].instant);
    }
}

static void
without_a_schedule_it_is_always_on (void)
{
  g_autoptr (ZhihuiSchedule) schedule = make_schedule ("", NULL);
  g_autoptr (ZhihuiSchedule) waking = make_schedule ("[schedule]\nwake=red\n", NULL);

  g_assert_true (is_on (schedule, "2026-11-29T03:00:00+08:00"));
  g_assert_false (zhihui_schedule_wakes_for_red (schedule));
  g_assert_true (zhihui_schedule_wakes_for_red (waking));
}

static void
faults_name_their_place (void)
{
  const char *const faulty[] = {
    "7-19",        "07:30-19:00 Mon-", "07:30-19:00 Monday", "07:30-07:30",
    "07:30-25:00", "07:30-19:00Mon",   "07:30-19:00 Mon;",   ""
  };

  for (guint i = 0; i < G_N_ELEMENTS (faulty); i++)
    {
      g_autofree char *conf = g_strdup_printf ("[schedule]\non=%s\n", faulty[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (make_schedule (conf, &error));
      g_assert_true (g_str_has_prefix (error->message, "wall.conf:2:4: on："));
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/it-is-on-in-the-hours-of-the-days",
                   it_is_on_in_the_hours_of_the_days);
  g_test_add_func ("/schedule/without-one-it-is-always-on", without_a_schedule_it_is_always_on);
  g_test_add_func ("/schedule/faults-name-their-place", faults_name_their_place);

  return g_test_run ();
}
