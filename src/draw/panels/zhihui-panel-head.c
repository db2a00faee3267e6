/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sketch.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-format.h"
#include "zhihui-head-tabs.h"

#define MIDDLE 26 /* u: middle of the line */
#define TEXT 24
#define BAND_TEXT 26
#define BAND_Y 27.4
#define LEAST_SYSTEM 200 /* u: of whose wall it is */
#define TABS_END(width) ((width) > 1300 ? 0.52 * (width) : 0.68 * (width))

/* Smaller text stands on the base line of the system's name. */
static double
on_baseline (double size)
{
  return MIDDLE + ZHIHUI_MIDDLE_TO_BASELINE * (32 - size) + 1.2;
}

/* The page, and the region it is of where one was chosen: with the way to it; else the region
 * alone, last without the page. */
static char *
make_place (ZhihuiSketch *sketch, guint shorter)
{
  const char       *page = sketch->page != NULL ? sketch->page : "";
  ZhihuiRegionPath *path =
    sketch->situation != NULL ? zhihui_situation_get_region_path (sketch->situation) : NULL;
  ZhihuiMeta      *meta = path != NULL ? zhihui_situation_get_meta (sketch->situation) : NULL;
  g_autofree char *way = NULL;

  if (path == NULL)
    return g_strdup (page);

  way = shorter == 0 ? zhihui_region_path_format (path, meta != NULL ? meta->name : NULL)
                     : g_strdup (zhihui_region_path_get_name (path));
  if (shorter > 1)
    return g_strconcat (ZHIHUI_STRONG, way, ZHIHUI_STRONG, NULL);
  return g_strconcat (page, "  ", ZHIHUI_STRONG, way, ZHIHUI_STRONG, NULL);
}

/* Shorter, then smaller: a name that is cut is none. */
static char *
fit_place (ZhihuiSketch *sketch, ZhihuiStyle *style, double room)
{
  char *name = make_place (sketch, 0);

  for (guint shorter = 1; shorter <= 2 && zhihui_sketch_measure (sketch, name, style) > room;
       shorter++)
    {
      g_free (name);
      name = make_place (sketch, shorter);
    }
  zhihui_sketch_shrink (sketch, name, style, room);
  return name;
}

/* That a page is not the one of its file, and where the fault is: for who writes pages. */
static double
draw_fault (ZhihuiSketch *sketch, double x)
{
  ZhihuiStyle      style = zhihui_sketch_style (20, 400, sketch->palette->text3);
  const char      *fault = sketch->moment->fault;
  const char      *end = fault != NULL ? strstr (fault, ": ") : NULL;
  g_autofree char *place = NULL;
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;

  if (end == NULL)
    return x;
  place = g_strndup (fault, (gsize) (end - fault));
  name = g_path_get_basename (place);
  words = g_strdup_printf (_ ("fault in %s"), name);
  if (x + 20 + zhihui_sketch_measure (sketch, words, &style) > TABS_END (sketch->width))
    return x;
  return x + 20 +
         zhihui_sketch_text (sketch,
                             "fault",
                             words,
                             &style,
                             x + 20,
                             on_baseline (20),
                             ZHIHUI_ALIGN_LEFT,
                             sketch->width);
}

/* Smaller, or without the name of the place: a name that is cut is none. */
static void
fit_system (ZhihuiSketch *sketch, char **system, ZhihuiStyle *style, double room)
{
  ZhihuiMeta *meta =
    sketch->situation != NULL ? zhihui_situation_get_meta (sketch->situation) : NULL;
  ZhihuiStyle smaller = *style;

  zhihui_sketch_shrink (sketch, *system, &smaller, room);
  if (zhihui_sketch_measure (sketch, *system, &smaller) > room && meta != NULL &&
      meta->title != NULL)
    {
      g_free (*system);
      *system = g_strdup (meta->title);
      smaller = *style;
      zhihui_sketch_shrink (sketch, *system, &smaller, room);
    }
  *style = smaller;
}

/* Returns where the left part ends. */
static double
draw_left (ZhihuiSketch *sketch, gboolean band)
{
  const ZhihuiPalette *palette = sketch->palette;
  g_autofree char     *system = zhihui_sketch_make_system (sketch);
  g_autofree char     *number =
    g_strdup_printf ("%u / %u", sketch->moment->page, sketch->moment->n_pages);
  ZhihuiStyle      title = zhihui_sketch_style (32, 700, palette->text1);
  ZhihuiStyle      page = zhihui_sketch_style (28, 400, band ? palette->text3 : palette->text2);
  ZhihuiStyle      note = zhihui_sketch_style (22, 400, palette->text3);
  g_autofree char *whole = make_place (sketch, 0);
  g_autofree char *name = NULL;
  gboolean         has_tabs = sketch->options != NULL && sketch->options->tabs;
  double           room = sketch->width * (sketch->width < 1300 ? 0.48 : 0.4);
  double           x, name_width;

  page.strong_weight = 700;
  page.strong_colour = palette->text1;
  name = fit_place (sketch, &page, room - LEAST_SYSTEM - 25);
  name_width = zhihui_sketch_measure (sketch, name, &page);
  fit_system (sketch, &system, &title, MAX (room - name_width - 25, LEAST_SYSTEM));
  x = zhihui_sketch_text (sketch,
                          "system",
                          system,
                          &title,
                          0,
                          on_baseline (32),
                          ZHIHUI_ALIGN_LEFT,
                          MAX (room - name_width - 25, LEAST_SYSTEM));
  zhihui_sketch_speak (sketch, "%s, %s", system, whole);
  x += 25;
  x += zhihui_sketch_text (
    sketch, "page", name, &page, x, on_baseline (28), ZHIHUI_ALIGN_LEFT, room - x);
  if (band)
    return has_tabs ? zhihui_head_tabs_draw_shown (sketch, x + 20, on_baseline (TEXT), room) : x;

  if (sketch->moment->n_pages > 1 && (!has_tabs || sketch->width > 1300) &&
      x + 26 + zhihui_sketch_measure (sketch, number, &note) <= room)
    {
      x += 26;
      x += zhihui_sketch_text (
        sketch, "number", number, &note, x, on_baseline (22) - 1, ZHIHUI_ALIGN_LEFT, room - x);
    }
  if (has_tabs)
    x = zhihui_head_tabs_draw (sketch, x + 24, on_baseline (TEXT), TABS_END (sketch->width));
  return draw_fault (sketch, x);
}

static gboolean
is_time_unknown (const ZhihuiSketch *sketch)
{
  return sketch->situation != NULL && zhihui_situation_is_clock_doubtful (sketch->situation);
}

static double
draw_clock (ZhihuiSketch *sketch)
{
  gboolean         unknown = is_time_unknown (sketch);
  g_autofree char *time = NULL;
  ZhihuiStyle      style = zhihui_sketch_style (44, 600, sketch->palette->text1);
  double           width;

  if (sketch->zone == NULL)
    return sketch->width;

  time = unknown ? g_strdup ("--:--:--")
                 : zhihui_format_clock (sketch->zone, sketch->moment->local_now, TRUE);
  style.size = 44;
  width = zhihui_sketch_text (
    sketch, "clock", time, &style, sketch->width, MIDDLE, ZHIHUI_ALIGN_RIGHT, sketch->width / 2);
  zhihui_sketch_speak (sketch, "%s", unknown ? _ ("what time it is, nobody has told yet") : time);
  return sketch->width - width;
}

/* ---- the source answers ---- */

/* What the figures are, besides how their reading goes. */
typedef struct
{
  gboolean is_past, is_snapshot;
  gint64   lag_s;       /* as of zhihui_situation_get_lag_s () */
  gint64   worst_lag_s; /* as of zhihui_situation_get_worst_lag_s () */
} Kind;

static Kind
find_kind (const ZhihuiSketch *sketch)
{
  if (sketch->situation == NULL)
    return (Kind){ 0 };
  return (Kind){ .is_past = zhihui_situation_is_past (sketch->situation),
                 .is_snapshot = zhihui_situation_is_snapshot (sketch->situation),
                 .lag_s = zhihui_situation_get_lag_s (sketch->situation, sketch->moment->now_us),
                 .worst_lag_s =
                   zhihui_situation_get_worst_lag_s (sketch->situation, sketch->moment->now_us) };
}

static const char *
get_word (ZhihuiState state, gboolean partly, const Kind *kind)
{
  if (kind->lag_s != 0 && state == ZHIHUI_STATE_FRESH)
    return kind->lag_s > 0 ? C_ ("state", "Old figures") : C_ ("state", "Figures ahead");
  if (kind->is_snapshot && state == ZHIHUI_STATE_FRESH)
    return C_ ("state", "Snapshot");
  if (partly)
    return C_ ("state", "Partly late");
  if (kind->worst_lag_s > 0 && state == ZHIHUI_STATE_FRESH)
    return C_ ("state", "Partly old");
  switch (state)
    {
    case ZHIHUI_STATE_FRESH:
      return C_ ("state", "Live");
    case ZHIHUI_STATE_LATE:
      return C_ ("state", "Late");
    case ZHIHUI_STATE_ERROR:
      return C_ ("state", "Reading failed");
    case ZHIHUI_STATE_REFUSED:
      return C_ ("state", "Refused");
    case ZHIHUI_STATE_STALE:
    case ZHIHUI_STATE_OFFLINE:
    case ZHIHUI_STATE_LOADING:
    default:
      return C_ ("state", "Reading");
    }
}

static gboolean
is_live (ZhihuiState state, gboolean partly, const Kind *kind)
{
  return state == ZHIHUI_STATE_FRESH && !partly && !kind->is_past && !kind->is_snapshot &&
         kind->lag_s == 0 && kind->worst_lag_s <= 0;
}

static void
draw_state (ZhihuiSketch *sketch, const char *word, gboolean live, double x, double room)
{
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          style = zhihui_sketch_style (TEXT, 700, palette->text1);
  double               width;

  width = zhihui_sketch_text (
    sketch, "state", word, &style, x, on_baseline (TEXT), ZHIHUI_ALIGN_RIGHT, room - 30);
  if (width <= 0)
    return;
  zhihui_sketch_symbol (sketch,
                        "state/sign",
                        live ? ZHIHUI_SYMBOL_DOT : ZHIHUI_SYMBOL_QUARTER,
                        x - width - 21,
                        on_baseline (TEXT),
                        16,
                        live ? palette->good : palette->text2);
  zhihui_sketch_speak (sketch, "%s", word);
}

static char *
make_moment (ZhihuiSketch *sketch, gboolean with_date)
{
  gint64           as_of = zhihui_situation_get_as_of (sketch->situation);
  g_autofree char *date = NULL;
  g_autofree char *time = NULL;

  if (!with_date)
    return zhihui_format_clock (sketch->zone, as_of, TRUE);
  date = zhihui_format_date (sketch->zone, as_of, sketch->moment->local_now);
  time = zhihui_format_clock (sketch->zone, as_of, FALSE);
  return g_strdup_printf ("%s %s", date, time);
}

/* A time alone is one of today: where the figures are not of now the date stands before it. */
static char *
make_as_of (ZhihuiSketch *sketch, const Kind *kind)
{
  ZhihuiMeta      *meta = zhihui_situation_get_meta (sketch->situation);
  g_autofree char *moment = NULL;
  g_autofree char *text = NULL;
  g_autofree char *age = NULL;

  if (zhihui_situation_get_as_of (sketch->situation) == ZHIHUI_NO_INSTANT)
    return NULL;
  moment = make_moment (sketch, kind->lag_s != 0 || kind->is_snapshot);
  if (meta != NULL && meta->simulated)
    text = g_strdup_printf (_ ("simulated figures as of %s"), moment);
  else
    text = g_strdup_printf (_ ("figures as of %s"), moment);
  if (kind->lag_s == 0)
    return g_steal_pointer (&text);

  age = zhihui_format_age (ABS (kind->lag_s));
  /* Translators: "figures as of Nov 24 01:14", and by how much that differs from now. */
  return g_strdup_printf (
    kind->lag_s > 0 ? _ ("%1$s · %2$s old") : _ ("%1$s · %2$s ahead"), text, age);
}

/* Returns where the next text to the left ends. */
static double
draw_clock_error (ZhihuiSketch *sketch, double left, double right)
{
  ZhihuiStyle      style = zhihui_sketch_style (TEXT, 600, sketch->palette->attention);
  gint64           error_s = zhihui_situation_get_clock_error_s (sketch->situation);
  g_autofree char *age = zhihui_format_age (ABS (error_s));
  g_autofree char *text = NULL;

  if (error_s == 0)
    return right;

  text = g_strdup_printf (error_s > 0 ? _ ("this machine's clock is %s ahead")
                                      : _ ("this machine's clock is %s behind"),
                          age);
  zhihui_sketch_speak (sketch, "%s", text);
  return right - 26 -
         zhihui_sketch_text (sketch,
                             "clock-error",
                             text,
                             &style,
                             right,
                             on_baseline (TEXT),
                             ZHIHUI_ALIGN_RIGHT,
                             right - left - 100);
}

/* Returns where the next text to the left ends. */
static double
draw_as_of (ZhihuiSketch *sketch, const char *as_of, gboolean is_warning, double left, double right)
{
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          style = zhihui_sketch_style (
    TEXT, is_warning ? 600 : 400, is_warning ? palette->attention : palette->text2);
  double width;

  if (as_of == NULL)
    return right;

  width = zhihui_sketch_measure (sketch, as_of, &style);
  if (is_warning)
    zhihui_sketch_speak (sketch, "%s", as_of);
  if (width > right - left - (is_warning ? 160 : 100))
    return right;

  zhihui_sketch_text (
    sketch, "as-of", as_of, &style, right, on_baseline (TEXT), ZHIHUI_ALIGN_RIGHT, width + 1);
  if (!is_warning)
    zhihui_sketch_speak (sketch, "%s", as_of);
  return right - width - 14;
}

static void
draw_live (ZhihuiSketch *sketch, ZhihuiState state, gboolean partly)
{
  ZhihuiStyle      style = zhihui_sketch_style (TEXT, 400, sketch->palette->text2);
  double           right = draw_clock (sketch) - 24;
  double           left = draw_left (sketch, FALSE) + 24;
  g_autofree char *date = NULL;
  g_autofree char *as_of = NULL;
  double           y = on_baseline (TEXT);
  Kind             kind = find_kind (sketch);

  if (sketch->zone != NULL)
    {
      if (!is_time_unknown (sketch))
        date = zhihui_format_date_weekday (sketch->zone, sketch->moment->local_now);
      if (state == ZHIHUI_STATE_FRESH || state == ZHIHUI_STATE_LATE)
        as_of = make_as_of (sketch, &kind);
    }
  if (sketch->situation != NULL)
    right = draw_clock_error (sketch, left, right);
  /* In a narrow head the date gives way to the time of the figures. */
  if (date != NULL && sketch->width > (kind.lag_s != 0 ? 1700 : 1300))
    right -= zhihui_sketch_text (
               sketch, "date", date, &style, right, y, ZHIHUI_ALIGN_RIGHT, right - left) +
             26;
  right = draw_as_of (sketch, as_of, kind.lag_s != 0, left, right);
  draw_state (
    sketch, get_word (state, partly, &kind), is_live (state, partly, &kind), right, right - left);
}

/* ---- what was is shown again ---- */

/* "Replay  Jul 28 09:30  ×10" */
static char *
make_replay (ZhihuiSketch *sketch)
{
  double           speed = zhihui_situation_get_past_speed (sketch->situation);
  g_autofree char *moment = make_moment (sketch, TRUE);
  g_autofree char *pace =
    speed > 0.0 ? g_strdup_printf ("×%g", speed) : g_strdup (C_ ("replay", "stands still"));

  return g_strconcat (
    ZHIHUI_STRONG, C_ ("state", "Replay"), "  ", moment, ZHIHUI_STRONG, "  ", pace, NULL);
}

static void
draw_band_box (ZhihuiSketch *sketch, double left, double right)
{
  zhihui_marks_add_box (sketch->picture,
                        "band",
                        round (left * sketch->u),
                        0,
                        round ((right - left) * sketch->u),
                        round (MIN (52, sketch->height) * sketch->u),
                        4 * sketch->u,
                        0,
                        0,
                        sketch->palette->band);
}

/* No clock stands there: it would be one of another day. */
static void
draw_past (ZhihuiSketch *sketch)
{
  ZhihuiStyle      style = zhihui_sketch_style (BAND_TEXT, 400, sketch->palette->on_attention);
  double           right = sketch->width;
  double           left = draw_left (sketch, TRUE) + 24;
  g_autofree char *text = make_replay (sketch);

  style.strong_weight = 700;
  draw_band_box (sketch, left, right);
  zhihui_sketch_text (
    sketch, "band/text", text, &style, left + 20, BAND_Y, ZHIHUI_ALIGN_LEFT, right - left - 40);
  zhihui_sketch_speak (sketch, "%s", text);
}

/* ---- the source is lost ---- */

/* Phrases of the band, the fullest first. */
static void
make_band (ZhihuiSketch *sketch, ZhihuiState state, gint64 age_s, char *phrases[3])
{
  gboolean offline = state == ZHIHUI_STATE_OFFLINE;
  gint64   as_of = zhihui_situation_get_as_of (sketch->situation);
  gboolean unknown = is_time_unknown (sketch);
  gboolean other_day = zhihui_zone_day_of (sketch->zone, MAX (as_of, 0)) !=
                       zhihui_zone_day_of (sketch->zone, sketch->moment->local_now);
  g_autofree char *moment = make_moment (sketch, offline || other_day);
  g_autofree char *strong = g_strconcat (ZHIHUI_STRONG, moment, ZHIHUI_STRONG, NULL);
  g_autofree char *age = zhihui_format_age (age_s);

  if (offline)
    {
      g_autofree char *text = g_strdup_printf (
        unknown
          ? _ ("not connected since the start, showing what was kept of %s; how old, is not known")
          : _ ("not connected since the start, showing what was kept of %s"),
        strong);

      phrases[0] =
        g_strconcat (ZHIHUI_STRONG, C_ ("state", "Offline"), ZHIHUI_STRONG, "  ", text, NULL);
      phrases[1] =
        g_strconcat (ZHIHUI_STRONG, C_ ("state", "Offline"), " ", moment, ZHIHUI_STRONG, NULL);
    }
  else
    {
      g_autofree char *text = g_strdup_printf (_ ("Figures stopped at %s"), moment);
      g_autofree char *since = g_strdup_printf (_ ("%s since then"), age);

      phrases[0] = g_strconcat (ZHIHUI_STRONG, text, ZHIHUI_STRONG, "  ", since, NULL);
      phrases[1] = g_strconcat (ZHIHUI_STRONG, text, ZHIHUI_STRONG, NULL);
    }
  phrases[2] = g_strconcat (ZHIHUI_STRONG, moment, ZHIHUI_STRONG, NULL);
}

static char *
make_attempt (ZhihuiSketch *sketch, const ZhihuiReceipt *receipt, ZhihuiState state)
{
  g_autofree char *wait = NULL;
  guint            n;

  if (receipt == NULL || receipt->n_failures == 0)
    return NULL;
  n = MAX (receipt->n_failures, receipt->n_lost);
  wait = zhihui_format_age (
    MAX (receipt->next_try_us - sketch->moment->now_us + G_TIME_SPAN_SECOND - 1, 0) /
    G_TIME_SPAN_SECOND);
  if (receipt->next_try_us == 0)
    return g_strdup_printf (_ ("attempt %u"), n);
  if (state == ZHIHUI_STATE_OFFLINE)
    return g_strdup_printf (_ ("attempt %1$u in %2$s"), n, wait);
  return g_strdup_printf (_ ("reconnecting, attempt %1$u in %2$s"), n, wait);
}

static void
draw_band_texts (
  ZhihuiSketch *sketch, ZhihuiState state, gint64 age_s, char *attempt, double left, double right)
{
  ZhihuiStyle style = zhihui_sketch_style (BAND_TEXT, 400, sketch->palette->on_attention);
  char       *phrases[3] = { NULL };
  double      width;
  guint       chosen = 0;

  style.strong_weight = 700;
  make_band (sketch, state, age_s, phrases);
  while (chosen < 2 && zhihui_sketch_measure (sketch, phrases[chosen], &style) > right - left)
    chosen++;
  width = zhihui_sketch_text (
    sketch, "band/text", phrases[chosen], &style, left, BAND_Y, ZHIHUI_ALIGN_LEFT, right - left);
  zhihui_sketch_speak (sketch, "%s", phrases[0]);
  if (attempt != NULL)
    {
      if (zhihui_sketch_measure (sketch, attempt, &style) <= right - left - width - 30)
        zhihui_sketch_text (
          sketch, "band/attempt", attempt, &style, right, BAND_Y, ZHIHUI_ALIGN_RIGHT, right - left);
      zhihui_sketch_speak (sketch, "%s", attempt);
    }
  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    g_free (phrases[i]);
}

static void
draw_lost (ZhihuiSketch *sketch, ZhihuiState state, gint64 age_s, const ZhihuiReceipt *receipt)
{
  ZhihuiStyle      style = zhihui_sketch_style (TEXT, 400, sketch->palette->text2);
  double           right = draw_clock (sketch) - 24;
  double           left = draw_left (sketch, TRUE) + 24;
  gint64           as_of = zhihui_situation_get_as_of (sketch->situation);
  g_autofree char *date = NULL;
  g_autofree char *attempt = make_attempt (sketch, receipt, state);

  if (as_of != ZHIHUI_NO_INSTANT && sketch->width > 1300 && !is_time_unknown (sketch) &&
      zhihui_zone_day_of (sketch->zone, as_of) !=
        zhihui_zone_day_of (sketch->zone, sketch->moment->local_now))
    {
      date =
        zhihui_format_date (sketch->zone, sketch->moment->local_now, sketch->moment->local_now);
      right -= zhihui_sketch_text (sketch,
                                   "date",
                                   date,
                                   &style,
                                   right,
                                   on_baseline (TEXT),
                                   ZHIHUI_ALIGN_RIGHT,
                                   right - left) +
               24;
    }
  draw_band_box (sketch, left, right);
  draw_band_texts (sketch, state, age_s, attempt, left + 20, right - 20);
}

void
zhihui_panel_head_draw (ZhihuiSketch *sketch)
{
  ZhihuiFreshness      freshness = { ZHIHUI_STATE_LOADING, 0 };
  ZhihuiFreshness      worst = freshness;
  const ZhihuiReceipt *receipt = NULL;
  gboolean             has_figures = FALSE;

  if (sketch->situation != NULL)
    {
      has_figures = zhihui_situation_get_as_of (sketch->situation) != ZHIHUI_NO_INSTANT;
      worst = zhihui_situation_judge_source (sketch->situation, sketch->moment->now_us, &receipt);
      freshness = worst;
      /* The key figures speak for the wall; what is worse elsewhere is said there. */
      if (zhihui_situation_get_summary (sketch->situation) != NULL)
        {
          freshness = zhihui_situation_judge (
            sketch->situation, ZHIHUI_DATASET_SUMMARY, sketch->moment->now_us);
          receipt = zhihui_situation_get_receipt (sketch->situation, ZHIHUI_DATASET_SUMMARY);
        }
    }

  if (has_figures && zhihui_state_is_kept (freshness.state))
    draw_lost (sketch, freshness.state, freshness.age_s, receipt);
  else if (has_figures && zhihui_situation_is_past (sketch->situation))
    draw_past (sketch);
  else
    draw_live (sketch,
               freshness.state,
               freshness.state == ZHIHUI_STATE_FRESH &&
                 (worst.state == ZHIHUI_STATE_LATE || worst.state == ZHIHUI_STATE_STALE));
}
