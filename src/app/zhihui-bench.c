/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-bench.h"

#include <time.h>
#include <unistd.h>

/* Longest first: a cheap reservoir of frame times is enough for a median and a worst. */
#define MAX_FRAMES 20000

typedef struct
{
  gint64 wall_us, cpu_us;
} Frame;

struct _ZhihuiBench
{
  GtkWidget     *widget; /* borrowed */
  GdkFrameClock *clock;  /* borrowed, NULL before it is realized */
  gboolean       speaks;
  gboolean       is_settled;  /* the next frame is the first complete one */
  gboolean       is_complete; /* it was painted */
  gint64         answered_us; /* newest answer that is not yet painted, 0 none */
  gint64         turned_us;   /* when a page was turned that is not yet painted, 0 none */
  Frame          begun;
  GArray        *frames; /* (element-type Frame), owned */
};

static gint64
get_cpu_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* Of the process, in milliseconds; the kernel counts its start in ticks of 10 ms. */
static double
get_age_ms (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;
  struct timespec now;
  const char     *after;

  if (!g_file_get_contents ("/proc/self/stat", &text, NULL, NULL))
    return -1.0;
  after = strrchr (text, ')');
  if (after == NULL)
    return -1.0;
  fields = g_strsplit (after + 2, " ", 30);
  if (g_strv_length (fields) < 20)
    return -1.0;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6 -
         g_ascii_strtod (fields[19], NULL) * 1e3 / (double) sysconf (_SC_CLK_TCK);
}

/**
 * zhihui_bench_mark:
 * @what: a point on the way to the first frame
 */
void
zhihui_bench_mark (ZhihuiBench *self, const char *what)
{
  g_debug ("%s %.0f ms since exec", what, get_age_ms ());
  if (self->speaks)
    g_printerr ("zhihui-bench %s %" G_GINT64_FORMAT " since-exec %.0f\n",
                what,
                g_get_monotonic_time (),
                get_age_ms ());
}

static void
paint_begun_cb (GdkFrameClock *clock, ZhihuiBench *self)
{
  self->begun.wall_us = g_get_monotonic_time ();
  self->begun.cpu_us = get_cpu_us ();
}

static void
paint_ended_cb (GdkFrameClock *clock, ZhihuiBench *self)
{
  gint64 now_us = g_get_monotonic_time ();
  Frame  frame = { now_us - self->begun.wall_us, get_cpu_us () - self->begun.cpu_us };

  if (self->is_settled && !self->is_complete)
    {
      self->is_complete = TRUE;
      zhihui_bench_mark (self, "first-frame");
    }
  if (!self->speaks)
    return;

  if (self->answered_us != 0)
    g_printerr ("zhihui-bench poll %.1f\n", (double) (now_us - self->answered_us) / 1e3);
  self->answered_us = 0;
  if (self->turned_us != 0)
    g_printerr ("zhihui-bench turn %.1f\n", (double) (now_us - self->turned_us) / 1e3);
  self->turned_us = 0;
  if (self->is_complete && self->frames->len < MAX_FRAMES)
    g_array_append_val (self->frames, frame);
}

static void
realized_cb (GtkWidget *widget, ZhihuiBench *self)
{
  self->clock = gtk_widget_get_frame_clock (widget);
  g_signal_connect (self->clock, "before-paint", G_CALLBACK (paint_begun_cb), self);
  g_signal_connect (self->clock, "after-paint", G_CALLBACK (paint_ended_cb), self);
}

static void
unrealized_cb (GtkWidget *widget, ZhihuiBench *self)
{
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  self->clock = NULL;
}

/**
 * zhihui_bench_new:
 * @widget: (transfer none): a window that outlives the bench, not yet realized
 *
 * Returns: (transfer full): it watches the frames of @widget
 */
ZhihuiBench *
zhihui_bench_new (GtkWidget *widget)
{
  ZhihuiBench *self = g_new0 (ZhihuiBench, 1);

  self->widget = widget;
  self->speaks = g_strcmp0 (g_getenv ("ZHIHUI_BENCH"), "1") == 0;
  self->frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  g_signal_connect (widget, "realize", G_CALLBACK (realized_cb), self);
  g_signal_connect (widget, "unrealize", G_CALLBACK (unrealized_cb), self);

  return self;
}

static int
compare_wall (gconstpointer a, gconstpointer b)
{
  const Frame *one = a;
  const Frame *other = b;

  return (one->wall_us > other->wall_us) - (one->wall_us < other->wall_us);
}

static void
sum_up (ZhihuiBench *self)
{
  gint64 cpu_us = 0;
  guint  n = self->frames->len;

  if (n == 0)
    return;

  for (guint i = 0; i < n; i++)
    cpu_us += g_array_index (self->frames, Frame, i).cpu_us;
  g_array_sort (self->frames, compare_wall);
  g_printerr ("zhihui-bench frame n=%u cpu_us=%" G_GINT64_FORMAT " wall_us_p50=%" G_GINT64_FORMAT
              " wall_us_p95=%" G_GINT64_FORMAT " wall_us_max=%" G_GINT64_FORMAT
              " process_cpu_s=%.2f\n",
              n,
              cpu_us / n,
              g_array_index (self->frames, Frame, n / 2).wall_us,
              g_array_index (self->frames, Frame, n * 95 / 100).wall_us,
              g_array_index (self->frames, Frame, n - 1).wall_us,
              (double) get_cpu_us () / 1e6);
}

/**
 * zhihui_bench_free:
 *
 * Sums up.
 */
void
zhihui_bench_free (ZhihuiBench *self)
{
  if (self->speaks)
    sum_up (self);
  unrealized_cb (self->widget, self);
  g_signal_handlers_disconnect_by_data (self->widget, self);
  g_array_unref (self->frames);
  g_free (self);
}

/**
 * zhihui_bench_settle:
 *
 * What is shown from now on is complete.
 */
void
zhihui_bench_settle (ZhihuiBench *self)
{
  if (!self->is_settled)
    zhihui_bench_mark (self, "settled");
  self->is_settled = TRUE;
}

static gint64
get_newest_ranking (ZhihuiSituation *before, ZhihuiSituation *after)
{
  gint64 newest_us = 0;

  for (guint i = 0; i < zhihui_situation_get_n_rankings (after); i++)
    {
      const ZhihuiBoardKey *key = zhihui_situation_get_board_key (after, i);

      if (zhihui_situation_get_board (before, key) != zhihui_situation_get_board (after, key))
        newest_us = MAX (newest_us, zhihui_situation_get_board_receipt (after, key)->received_us);
    }

  return newest_us;
}

/**
 * zhihui_bench_note_situation:
 * @before: (nullable)
 *
 * New figures were handed to the window. The time from the last of their answers to the next
 * painted frame is what a person waits.
 */
void
zhihui_bench_note_situation (ZhihuiBench *self, ZhihuiSituation *before, ZhihuiSituation *after)
{
  gint64 newest_us;

  if (before == NULL || !self->speaks || !self->is_complete)
    return;

  newest_us = get_newest_ranking (before, after);
  if (zhihui_situation_get_summary (before) != zhihui_situation_get_summary (after))
    newest_us =
      MAX (newest_us, zhihui_situation_get_receipt (after, ZHIHUI_DATASET_SUMMARY)->received_us);
  if (self->answered_us == 0)
    self->answered_us = newest_us;
}

/**
 * zhihui_bench_note_turn:
 * @begun_us: monotonic: when it was asked for
 *
 * Another page was handed to the window; it is complete with the next painted frame.
 */
void
zhihui_bench_note_turn (ZhihuiBench *self, gint64 begun_us)
{
  if (self->is_complete)
    self->turned_us = begun_us;
}
