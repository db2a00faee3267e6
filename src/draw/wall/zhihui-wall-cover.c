/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-cover.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"
#include "zhihui-sketch.h"

/* u. The strip stands in the padding above the head, which is 26 high. */
#define STRIP_HEIGHT 25
#define STRIP_TEXT 20
#define STRIP_X 30
#define STRIP_PAST_Y 9 /* below the frame of a page of the past; else at the top */
#define GAP 26
#define PAD 10

#define CLOCK 160
#define WORD 44
#define SYSTEM 32
#define DATE 34

typedef struct
{
  ZhihuiSketch *sketch;
  double        x;         /* u: where the next phrase begins */
  double        max_width; /* u */
} Strip;

static ZhihuiSketch
begin_sketch (const ZhihuiTheme *theme, double width, double height)
{
  double u = zhihui_theme_get_unit (theme);

  return (ZhihuiSketch){
    .picture = zhihui_picture_new (theme, width, height),
    .theme = theme,
    .palette = zhihui_theme_get_palette (theme),
    .u = u,
    .width = width / u,
    .height = height / u,
  };
}

static void
add_phrase (Strip *strip, const char *key, ZhihuiSymbol symbol, const char *phrase)
{
  ZhihuiSketch    *sketch = strip->sketch;
  ZhihuiStyle      style = zhihui_sketch_style (STRIP_TEXT, 400, sketch->palette->text2);
  double           x = strip->x > PAD ? strip->x + GAP : strip->x;
  double           room = strip->max_width - PAD - x - STRIP_TEXT;
  g_autofree char *sign = g_strconcat (key, "/sign", NULL);

  if (room < 4 * STRIP_TEXT)
    return;

  style.strong_weight = 700;
  style.strong_colour = sketch->palette->text1;
  zhihui_sketch_symbol (
    sketch, sign, symbol, x + 7, STRIP_HEIGHT / 2.0, 12, sketch->palette->text1);
  x += STRIP_TEXT;
  strip->x = x + zhihui_sketch_text (
                   sketch, key, phrase, &style, x, STRIP_HEIGHT / 2.0, ZHIHUI_ALIGN_LEFT, room);
  zhihui_sketch_speak (sketch, "%s", phrase);
}

static void
add_phrases (Strip *strip, const ZhihuiWallStrip *told)
{
  if (told->is_pinned)
    add_phrase (strip, "pinned", ZHIHUI_SYMBOL_DOT, C_ ("wall", "Pinned"));
  if (told->interruption != NULL)
    {
      g_autofree char *phrase = g_strdup_printf (_ ("Came between: %s"), told->interruption);

      add_phrase (strip, "interruption", ZHIHUI_SYMBOL_RIGHT_END, phrase);
    }
  if (told->is_held)
    add_phrase (strip, "held", ZHIHUI_SYMBOL_RING, C_ ("wall", "Held"));
  if (told->next != NULL)
    {
      g_autofree char *phrase = g_strdup_printf (_ ("Next: %s"), told->next);

      add_phrase (strip, "next", ZHIHUI_SYMBOL_RIGHT_END, phrase);
    }
}

/**
 * zhihui_wall_strip_dup:
 *
 * Returns: (transfer full): with strings of its own, to be cleared
 */
ZhihuiWallStrip
zhihui_wall_strip_dup (const ZhihuiWallStrip *self)
{
  return (ZhihuiWallStrip){
    self->is_held, self->is_pinned, g_strdup (self->interruption), g_strdup (self->next)
  };
}

/**
 * zhihui_wall_strip_clear:
 * @self: of zhihui_wall_strip_dup(); becomes empty
 */
void
zhihui_wall_strip_clear (ZhihuiWallStrip *self)
{
  g_free ((char *) self->interruption);
  g_free ((char *) self->next);
  *self = (ZhihuiWallStrip){ 0 };
}

/**
 * zhihui_wall_strip_place:
 * @u: px of a layout unit
 * @is_past: the page is of the past
 * @x: (out): px from the left edge of the page
 * @y: (out): px from its top
 *
 * Where the strip begins.
 */
void
zhihui_wall_strip_place (double u, gboolean is_past, int *x, int *y)
{
  *x = (int) round (STRIP_X * u);
  *y = is_past ? (int) round (STRIP_PAST_Y * u) : 0;
}

/**
 * zhihui_wall_strip_find_width:
 * @width: px of the page
 * @seams: (nullable): px of the page
 *
 * Returns: how wide the strip may be: half the page, and nothing of it over a seam
 */
double
zhihui_wall_strip_find_width (const ZhihuiTheme *theme, int width, const ZhihuiSeams *seams)
{
  double u = zhihui_theme_get_unit (theme), most = width / 2.0;

  if (seams != NULL && seams->upright.n > 0)
    most = MIN (most, seams->upright.items[0].from - (STRIP_X + ZHIHUI_SEAM_MARGIN) * u);
  return most;
}

/**
 * zhihui_wall_strip_draw:
 * @max_width: px
 *
 * The strip above a page: held, pinned, what came between, what is next. As wide as its words.
 *
 * Returns: (transfer full) (nullable): it borrows @theme; %NULL when there is nothing to say
 */
ZhihuiPicture *
zhihui_wall_strip_draw (const ZhihuiTheme *theme, const ZhihuiWallStrip *strip, double max_width)
{
  double       u = zhihui_theme_get_unit (theme);
  double       height = round (STRIP_HEIGHT * u), width;
  ZhihuiSketch trial = begin_sketch (theme, max_width, height);
  ZhihuiSketch sketch;
  Strip        laid = { &trial, PAD, max_width / u };

  add_phrases (&laid, strip);
  zhihui_picture_unref (trial.picture);
  width = ceil ((laid.x + PAD) * u);
  if (laid.x <= PAD)
    return NULL;

  sketch = begin_sketch (theme, MIN (width, max_width), height);
  laid = (Strip){ &sketch, PAD, max_width / u };
  add_phrases (&laid, strip);
  return sketch.picture;
}

/**
 * zhihui_wall_past_frame_place:
 * @u: px of a layout unit
 * @width: px of the page
 * @height: px
 * @bars: (out caller-allocates): px; above, below, left, right
 *
 * Where the frame of a page of the past is; it has the colour of the band.
 */
void
zhihui_wall_past_frame_place (double u, int width, int height, cairo_rectangle_int_t bars[4])
{
  int thick = MAX ((int) round (ZHIHUI_PAST_FRAME * u), 1);

  bars[0] = (cairo_rectangle_int_t){ 0, 0, width, thick };
  bars[1] = (cairo_rectangle_int_t){ 0, height - thick, width, thick };
  bars[2] = (cairo_rectangle_int_t){ 0, thick, thick, height - 2 * thick };
  bars[3] = (cairo_rectangle_int_t){ width - thick, thick, thick, height - 2 * thick };
}

static void
write_line (ZhihuiSketch *sketch,
            const char   *key,
            const char   *text,
            double        size,
            int           weight,
            ZhihuiRgba    colour,
            double        shift_x,
            double        y)
{
  ZhihuiStyle style = zhihui_sketch_style (size, weight, colour);
  double      middle = sketch->width / 2 + shift_x;

  zhihui_sketch_text (
    sketch, key, text, &style, middle, y, ZHIHUI_ALIGN_CENTRE, sketch->width - 80);
  zhihui_sketch_speak (sketch, "%s", text);
}

/**
 * zhihui_wall_curtain_draw:
 * @situation: (nullable): of it only who speaks is told, and in which zone the clock goes
 * @local_now: the clock, epoch seconds
 *
 * What hides a page: the name of the centre, the time, a word. No figure is on it. From minute to
 * minute it stands elsewhere, for the sake of the screen.
 *
 * Returns: (transfer full): it borrows @theme
 */
ZhihuiPicture *
zhihui_wall_curtain_draw (const ZhihuiTheme *theme,
                          double             width,
                          double             height,
                          ZhihuiSituation   *situation,
                          gint64             local_now)
{
  ZhihuiSketch         sketch = begin_sketch (theme, width, height);
  const ZhihuiPalette *palette = sketch.palette;
  gint64               minute = local_now / 60;
  double               shift_x = (double) (minute * 7 % 25 - 12) * 4;
  double               middle = sketch.height / 2 + (double) (minute * 11 % 25 - 12) * 4;
  double               clock = MIN (CLOCK, sketch.width / 6);
  g_autofree char     *system = NULL;

  sketch.situation = situation;
  sketch.zone = situation != NULL ? zhihui_situation_get_zone (situation) : NULL;
  system = zhihui_sketch_make_system (&sketch);
  write_line (&sketch, "system", system, SYSTEM, 400, palette->text2, shift_x, middle - clock - 30);
  if (sketch.zone != NULL && !zhihui_situation_is_clock_doubtful (situation))
    {
      g_autofree char *time = zhihui_format_clock (sketch.zone, local_now, TRUE);
      g_autofree char *date = zhihui_format_date_weekday (sketch.zone, local_now);

      write_line (&sketch, "clock", time, clock, 600, palette->text1, shift_x, middle);
      write_line (
        &sketch, "date", date, DATE, 400, palette->text2, shift_x, middle + clock * 0.75 + 12);
    }
  write_line (&sketch,
              "word",
              C_ ("wall", "The screen is covered"),
              WORD,
              400,
              palette->text1,
              shift_x,
              middle + clock * 0.75 + 110);
  return sketch.picture;
}
