/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "alert-sample.h"
#include "voice-waiting.h"
#include "zhihui-chime.h"
#include "zhihui-error.h"
#include "zhihui-herald.h"
#include "zhihui-language.h"
#include "zhihui-worker-voice.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define NOW ALERT_SAMPLE_NOW_US
#define S G_TIME_SPAN_SECOND

/* ---- a device that does what the test wants ---- */

typedef struct
{
  GMutex     lock;
  GCond      moved;
  GPtrArray *heard; /* (element-type utf8), under @lock */
  gboolean   is_broken, is_stuck, is_freed;
  guint      n_calls, n_inside, max_inside;
  guint      n_interrupted;
} Device;

static gboolean
device_utter (gpointer data, const ZhihuiAnnouncement *announcement, GError **error)
{
  Device  *device = data;
  gboolean is_good;

  g_mutex_lock (&device->lock);
  device->n_calls++;
  device->n_inside++;
  device->max_inside = MAX (device->max_inside, device->n_inside);
  while (device->is_stuck)
    g_cond_wait (&device->moved, &device->lock);
  is_good = !device->is_broken;
  if (is_good && announcement != NULL)
    g_ptr_array_add (device->heard,
                     g_strdup_printf ("%u %s",
                                      announcement->level,
                                      announcement->words != NULL ? announcement->words : "-"));
  device->n_inside--;
  g_mutex_unlock (&device->lock);
  if (!is_good)
    g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, "broken");
  return is_good;
}

static void
device_interrupt (gpointer data)
{
  Device *device = data;

  g_mutex_lock (&device->lock);
  device->n_interrupted++;
  g_mutex_unlock (&device->lock);
}

static void
device_free (gpointer data)
{
  Device *device = data;

  g_mutex_lock (&device->lock);
  device->is_freed = TRUE;
  g_cond_broadcast (&device->moved);
  g_mutex_unlock (&device->lock);
}

static const ZhihuiVoiceDevice device_kind = {
  .name = "speech", .utter = device_utter, .interrupt = device_interrupt, .free = device_free
};

static void
device_init (Device *device)
{
  g_mutex_init (&device->lock);
  g_cond_init (&device->moved);
  device->heard = g_ptr_array_new_with_free_func (g_free);
}

static void
device_set_stuck (Device *device, gboolean is_stuck)
{
  g_mutex_lock (&device->lock);
  device->is_stuck = is_stuck;
  g_cond_broadcast (&device->moved);
  g_mutex_unlock (&device->lock);
}

static void
device_set_broken (Device *device, gboolean is_broken)
{
  g_mutex_lock (&device->lock);
  device->is_broken = is_broken;
  g_mutex_unlock (&device->lock);
}

static guint
device_count (Device *device, const guint *count)
{
  guint n;

  g_mutex_lock (&device->lock);
  n = *count;
  g_mutex_unlock (&device->lock);
  return n;
}

/* Its thread lets go of it, which may be after the voice is gone. */
static void
device_clear (Device *device)
{
  gint64 end_us = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  g_mutex_lock (&device->lock);
  while (!device->is_freed && g_cond_wait_until (&device->moved, &device->lock, end_us))
    continue;
  g_assert_true (device->is_freed);
  g_mutex_unlock (&device->lock);
  g_ptr_array_unref (device->heard);
  g_mutex_clear (&device->lock);
  g_cond_clear (&device->moved);
}

static gboolean
tick_cb (gpointer user_data)
{
  ++*(guint *) user_data;
  return G_SOURCE_CONTINUE;
}

static void
a_voice_that_hangs_costs_one_thread_and_is_told_once (void)
{
  Device device = { 0 };
  guint  n_done = 0, n_changed = 0, n_ticks = 0, ticker;
  g_autoptr (ZhihuiVoice) voice = NULL;

  device_init (&device);
  device.is_stuck = TRUE;
  voice = zhihui_worker_voice_new (&device_kind, &device, 50, 10);
  g_signal_connect_swapped (voice, "done", G_CALLBACK (count_cb), &n_done);
  g_signal_connect_swapped (voice, "changed", G_CALLBACK (count_cb), &n_changed);

  g_test_expect_message ("zhihui-app", G_LOG_LEVEL_MESSAGE, "*预警无法播出（语音）：未及时应答");
  ticker = g_timeout_add (1, tick_cb, &n_ticks);
  zhihui_voice_utter (voice, &red);
  await (n_done == 1);
  g_assert_true (zhihui_voice_is_failing (voice));
  /* The loop went on meanwhile, and five more are given up at once. */
  g_assert_cmpuint (n_ticks, >, 0);
  for (guint i = 0; i < 5; i++)
    zhihui_voice_utter (voice, &red);
  g_assert_cmpuint (n_done, ==, 6);
  g_assert_cmpuint (device_count (&device, &device.n_calls), ==, 1);
  g_assert_cmpuint (device_count (&device, &device.n_interrupted), ==, 1);
  g_test_assert_expected_messages ();

  /* What came too late is no success; the next trial is one. */
  g_test_expect_message ("zhihui-app", G_LOG_LEVEL_MESSAGE, "*预警恢复播出（语音）");
  device_set_stuck (&device, FALSE);
  await (!zhihui_voice_is_failing (voice));
  g_test_assert_expected_messages ();
  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_cmpuint (device.max_inside, ==, 1);
  zhihui_voice_utter (voice, &red);
  await (n_done == 7);
  g_assert_cmpuint (device.heard->len, ==, 2);

  g_source_remove (ticker);
  g_clear_object (&voice);
  device_clear (&device);
}

static void
a_broken_voice_is_told_once_and_tried_again (void)
{
  Device device = { 0 };
  guint  n_changed = 0;
  g_autoptr (ZhihuiVoice) voice = NULL;

  device_init (&device);
  device.is_broken = TRUE;
  voice = zhihui_worker_voice_new (&device_kind, &device, 10000, 5);
  g_signal_connect_swapped (voice, "changed", G_CALLBACK (count_cb), &n_changed);

  g_test_expect_message ("zhihui-app", G_LOG_LEVEL_MESSAGE, "*预警无法播出（语音）：broken");
  zhihui_voice_utter (voice, NULL);
  await (device_count (&device, &device.n_calls) >= 5);
  g_test_expect_message ("zhihui-app", G_LOG_LEVEL_MESSAGE, "*预警恢复播出（语音）");
  device_set_broken (&device, FALSE);
  await (!zhihui_voice_is_failing (voice) && n_changed == 2);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (device.heard->len, ==, 0); /* trials are not heard */

  g_clear_object (&voice);
  await (device.is_freed);
  device_clear (&device);
}

/* ---- herald ---- */

typedef struct
{
  Device           sound, speech;
  ZhihuiAlarmRules rules;
  ZhihuiHerald    *herald;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  device_init (&fixture->sound);
  device_init (&fixture->speech);
  zhihui_alarm_rules_init (&fixture->rules);
}

static void
start (Fixture *fixture, const char *memory)
{
  fixture->herald =
    zhihui_herald_new (&fixture->rules,
                       zhihui_worker_voice_new (&device_kind, &fixture->sound, 10000, 5),
                       zhihui_worker_voice_new (&device_kind, &fixture->speech, 10000, 5),
                       memory);
  await (device_count (&fixture->sound, &fixture->sound.n_calls) > 0 &&
         device_count (&fixture->speech, &fixture->speech.n_calls) > 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->herald);
  await (fixture->sound.is_freed && fixture->speech.is_freed);
  device_clear (&fixture->sound);
  device_clear (&fixture->speech);
}

static void
tell (Fixture *fixture, const AlertSample *alerts, guint n, gint64 now_us)
{
  g_autoptr (ZhihuiSituation) situation = alert_sample_make (alerts, n, now_us);

  zhihui_herald_take (fixture->herald, situation);
  zhihui_herald_pass (fixture->herald, now_us);
}

static guint
count_heard (Device *device)
{
  guint n;

  g_mutex_lock (&device->lock);
  n = device->heard->len;
  g_mutex_unlock (&device->lock);
  return n;
}

static void
the_sound_comes_before_the_words (Fixture *fixture, gconstpointer data)
{
  const AlertSample alert = { "a", NULL, "住建局", ZHIHUI_LEVEL_RED, 2 };

  start (fixture, NULL);
  device_set_stuck (&fixture->sound, TRUE);
  tell (fixture, &alert, 1, NOW);
  await (device_count (&fixture->sound, &fixture->sound.n_inside) == 1);
  g_assert_cmpuint (count_heard (&fixture->speech), ==, 0);
  device_set_stuck (&fixture->sound, FALSE);
  await (count_heard (&fixture->speech) == 1);
  g_assert_cmpstr (fixture->sound.heard->pdata[0], ==, "3 红色预警，住建局有两件工单超期未办结。");
  g_assert_cmpstr (fixture->speech.heard->pdata[0], ==, "3 红色预警，住建局有两件工单超期未办结。");
}

static void
announcements_wait_for_one_another (Fixture *fixture, gconstpointer data)
{
  const AlertSample alerts[] = { { "a", NULL, "甲", ZHIHUI_LEVEL_RED, 1 },
                                 { "b", NULL, "乙", ZHIHUI_LEVEL_RED, 1 } };

  start (fixture, NULL);
  device_set_stuck (&fixture->speech, TRUE);
  tell (fixture, alerts, 1, NOW);
  await (device_count (&fixture->speech, &fixture->speech.n_inside) == 1);
  tell (fixture, alerts, 2, NOW + S);
  g_assert_cmpuint (count_heard (&fixture->sound), ==, 1);
  device_set_stuck (&fixture->speech, FALSE);
  await (count_heard (&fixture->speech) == 2);
  g_assert_nonnull (strstr (fixture->speech.heard->pdata[0], "甲"));
  g_assert_nonnull (strstr (fixture->speech.heard->pdata[1], "乙"));
}

static void
what_nobody_could_hear_is_said_when_a_voice_is_back (Fixture *fixture, gconstpointer data)
{
  const AlertSample alert = { "a", NULL, "甲", ZHIHUI_LEVEL_RED, 1 };

  fixture->sound.is_broken = fixture->speech.is_broken = TRUE;
  g_test_expect_message ("zhihui-app", G_LOG_LEVEL_MESSAGE, "*预警无法播出*");
  g_test_expect_message ("zhihui-app", G_LOG_LEVEL_MESSAGE, "*预警无法播出*");
  start (fixture, NULL);
  await (zhihui_herald_get_silence (fixture->herald, NOW) == ZHIHUI_SILENCE_VOICELESS);
  tell (fixture, &alert, 1, NOW);
  g_test_assert_expected_messages ();

  g_test_expect_message ("zhihui-app", G_LOG_LEVEL_MESSAGE, "*预警恢复播出*");
  device_set_broken (&fixture->speech, FALSE);
  await (zhihui_herald_get_silence (fixture->herald, NOW) == ZHIHUI_SILENCE_NONE);
  zhihui_herald_pass (fixture->herald, NOW + S);
  await (count_heard (&fixture->speech) == 1);
  g_test_assert_expected_messages ();
  g_test_expect_message ("zhihui-app", G_LOG_LEVEL_MESSAGE, "*预警恢复播出*");
  device_set_broken (&fixture->sound, FALSE);
  await (count_heard (&fixture->sound) == 0 &&
         device_count (&fixture->sound, &fixture->sound.n_inside) == 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
the_wall_that_begins_again_knows_what_was_heard (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("zhihui-voices-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "alarm-heard", NULL);
  AlertSample      alerts[] = { { "a", NULL, "甲", ZHIHUI_LEVEL_YELLOW, 1 },
                                { "b", NULL, "乙", ZHIHUI_LEVEL_YELLOW, 1 } };
  GStatBuf         status;
  Device           device = { 0 };
  g_autoptr (ZhihuiHerald) again = NULL;

  start (fixture, path);
  tell (fixture, alerts, 1, g_get_monotonic_time ());
  await (g_stat (path, &status) == 0 && status.st_size > 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  device_init (&device);
  again = zhihui_herald_new (
    &fixture->rules, zhihui_worker_voice_new (&device_kind, &device, 10000, 5), NULL, path);
  for (guint n = 1; n <= 2; n++)
    {
      gint64 now_us = g_get_monotonic_time ();
      g_autoptr (ZhihuiSituation) situation = alert_sample_make (alerts, n, now_us);

      zhihui_herald_take (again, situation);
      zhihui_herald_pass (again, now_us);
    }
  await (count_heard (&device) > 0);
  g_assert_cmpuint (count_heard (&device), ==, 1);

  g_clear_object (&again);
  await (device.is_freed);
  device_clear (&device);
  g_remove (path);
  g_rmdir (folder);
}

static void
the_key_silences_and_lifts (Fixture *fixture, gconstpointer data)
{
  const AlertSample alert = { "a", NULL, "甲", ZHIHUI_LEVEL_RED, 1 };

  fixture->rules.has_quiet = TRUE;
  fixture->rules.quiet_from = 15 * 60;
  fixture->rules.quiet_to = 16 * 60;
  start (fixture, NULL);
  tell (fixture, &alert, 1, NOW);
  await (count_heard (&fixture->speech) == 1);
  g_assert_cmpint (zhihui_herald_get_silence (fixture->herald, NOW), ==, ZHIHUI_SILENCE_NONE);
  zhihui_herald_toggle_mute (fixture->herald);
  g_assert_cmpint (zhihui_herald_get_silence (fixture->herald, NOW), ==, ZHIHUI_SILENCE_MUTED);
  zhihui_herald_toggle_mute (fixture->herald);
  g_assert_cmpint (
    zhihui_herald_get_silence (fixture->herald, NOW + 3600 * S), ==, ZHIHUI_SILENCE_QUIET);
}

/* ---- chimes ---- */

static gint16
get_sample (const guint8 *pcm, gsize i)
{
  return (gint16) (pcm[2 * i] | pcm[2 * i + 1] << 8);
}

/* How strong a frequency is in the first 0.15 s, by Goertzel. */
static double
measure (const guint8 *bytes, double frequency)
{
  const guint n = ZHIHUI_CHIME_RATE * 15 / 100;
  double      w = 2 * cos (2 * G_PI * frequency / ZHIHUI_CHIME_RATE), s1 = 0, s2 = 0;

  for (guint i = 0; i < n; i++)
    {
      double s0 = get_sample (bytes + 44, i) + w * s1 - s2;

      s2 = s1;
      s1 = s0;
    }
  return sqrt (s1 * s1 + s2 * s2 - w * s1 * s2) / n;
}

static void
levels_have_sounds_that_can_be_told_apart (void)
{
  const double first[] = { 523.25, 659.26, 659.26, 659.26 };
  gsize        last_size = 0;

  for (ZhihuiLevel level = ZHIHUI_LEVEL_BLUE; level <= ZHIHUI_LEVEL_RED; level++)
    {
      g_autoptr (GBytes) wav = zhihui_chime_make (level);
      gsize         size;
      const guint8 *bytes = g_bytes_get_data (wav, &size);
      guint         n = (guint) (size - 44) / 2;
      int           peak = 0;

      g_assert_cmpmem (bytes, 4, "RIFF", 4);
      g_assert_cmpuint (bytes[40] | bytes[41] << 8 | bytes[42] << 16, ==, size - 44);
      for (guint i = 0; i < n; i++)
        peak = MAX (peak, ABS (get_sample (bytes + 44, i)));
      g_assert_cmpint (peak, >, 10000); /* audible */
      g_assert_cmpint (peak, <, 32767); /* not cut off */
      g_assert_cmpint (ABS (get_sample (bytes + 44, 0)), <, 200);
      g_assert_cmpint (ABS (get_sample (bytes + 44, n - 1)), <, 200);
      g_assert_cmpuint (n, <, 3 * ZHIHUI_CHIME_RATE);
      g_assert_cmpfloat (
        measure (bytes, first[level]), >, 10 * measure (bytes, first[level] * 1.3));
      g_assert_cmpuint (size, >, last_size);
      last_size = size;
    }
}

#define add(name, test) g_test_add ("/herald/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/voice/one-that-hangs-costs-one-thread-and-is-told-once",
                   a_voice_that_hangs_costs_one_thread_and_is_told_once);
  g_test_add_func ("/voice/one-that-is-broken-is-told-once-and-tried-again",
                   a_broken_voice_is_told_once_and_tried_again);
  add ("the-sound-comes-before-the-words", the_sound_comes_before_the_words);
  add ("announcements-wait-for-one-another", announcements_wait_for_one_another);
  add ("what-nobody-could-hear-is-said-when-a-voice-is-back",
       what_nobody_could_hear_is_said_when_a_voice_is_back);
  add ("the-wall-that-begins-again-knows-what-was-heard",
       the_wall_that_begins_again_knows_what_was_heard);
  add ("the-key-silences-and-lifts", the_key_silences_and_lifts);
  g_test_add_func ("/chime/levels-have-sounds-that-can-be-told-apart",
                   levels_have_sounds_that_can_be_told_apart);

  return g_test_run ();
}
