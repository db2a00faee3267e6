/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-panel-kinds.h"

#include <glib/gi18n-lib.h>

#include "zhihui-board-words.h"

#define NOTE 20
#define GAP 28      /* u: between two entries */
#define SIGN 24     /* u: from the middle of a sign to its words */
#define INTERVAL 60 /* u: a line as in a row */

/* How the boards of the page are read: what their signs mean, from how many cases on a unit is
 * ranked, and what a rank is. Lives on the stack. */
typedef struct
{
  ZhihuiSketch *sketch;
  double        x, y; /* u: where the next entry begins, and the middle of its line */
  double        right;
  guint         n_lines; /* that are left below this one */
  gboolean      hollow;  /* as the rows that are read with it */
} Key;

/* The next entry has so much room here, or begins a line. */
static gboolean
make_room (Key *self, double width)
{
  if (self->x + width <= self->right)
    return TRUE;
  if (self->n_lines == 0)
    return FALSE;
  self->n_lines--;
  self->x = 0;
  self->y += 30;
  return self->x + width <= self->right;
}

static void
add_words (Key *self, const char *key, const char *words, double sign_width)
{
  ZhihuiStyle style = zhihui_sketch_style (NOTE, 400, self->sketch->palette->text3);

  self->x += sign_width;
  self->x +=
    GAP +
    zhihui_sketch_text (
      self->sketch, key, words, &style, self->x, self->y, ZHIHUI_ALIGN_LEFT, self->right - self->x);
  zhihui_sketch_speak (self->sketch, "%s", words);
}

static gboolean
has_room (Key *self, const char *words, double sign_width)
{
  ZhihuiStyle style = zhihui_sketch_style (NOTE, 400, self->sketch->palette->text3);

  return make_room (self, sign_width + zhihui_sketch_measure (self->sketch, words, &style));
}

static void
add_symbol (Key         *self,
            const char  *key,
            ZhihuiSymbol symbol,
            double       size,
            ZhihuiRgba   colour,
            const char  *words)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiSymbolLook look = { .symbol = symbol, .hollow = self->hollow };
  g_autofree char *words_key = g_strconcat (key, "/words", NULL);

  if (!has_room (self, words, SIGN))
    return;
  look.colour = look.hollow ? sketch->palette->mute : colour;
  zhihui_marks_add_symbol (
    sketch->picture, key, &look, (self->x + 9) * sketch->u, self->y * sketch->u, size * sketch->u);
  add_words (self, words_key, words, SIGN);
}

static void
add_interval (Key *self)
{
  const char *words = _ ("interval of 95 per cent");

  if (!has_room (self, words, INTERVAL + 8))
    return;
  zhihui_sketch_rect (
    self->sketch, "interval", self->x, self->y - 2, INTERVAL, 4, self->sketch->palette->mute);
  add_words (self, "interval/words", words, INTERVAL + 8);
}

static void
add_reference (Key *self)
{
  const char *words = C_ ("reading key", "all of the group");

  if (!has_room (self, words, 14))
    return;
  zhihui_sketch_rect (
    self->sketch, "reference", self->x + 2, self->y - 9, 2, 18, self->sketch->palette->ref);
  add_words (self, "reference/words", words, 14);
}

/* Which board of the page stands there, as it is read with this key; FALSE: none. */
static gboolean
find_board (ZhihuiSketch *sketch, guint index, ZhihuiBoardKey *key)
{
  const ZhihuiPlace *place = &sketch->places[index];

  if (place->panel < ZHIHUI_PANEL_VOLUME || place->panel > ZHIHUI_PANEL_SATISFIED)
    return FALSE;

  *key = zhihui_panel_kind_make_board_key (
    place->panel, place->options, zhihui_sketch_get_peer (sketch));
  return TRUE;
}

/* One of a board over several periods is told apart from the others. */
static void
add_least (GString *text, const ZhihuiBoardKey *key, const ZhihuiRanking *ranking)
{
  g_autofree char *period =
    key->way != NULL ? zhihui_board_words_make_period (ranking->period) : NULL;

  g_string_append_printf (text,
                          "%s%s%s%s %u",
                          text->len > 0 ? C_ ("between names", ", ") : "",
                          zhihui_panel_get_title (ZHIHUI_PANEL_VOLUME + key->board),
                          period != NULL ? " · " : "",
                          period != NULL ? period : "",
                          ranking->min_n);
}

/* From how many cases on a unit is ranked: once where all boards agree, else board by board. */
static char *
make_least (ZhihuiSketch *sketch)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint    common = 0;
  gboolean differs = FALSE;

  for (guint i = 0; i < sketch->n_places && sketch->situation != NULL; i++)
    {
      ZhihuiBoardKey key;
      ZhihuiRanking *ranking = find_board (sketch, i, &key) && key.board != ZHIHUI_BOARD_VOLUME
                                 ? zhihui_situation_get_board (sketch->situation, &key)
                                 : NULL;

      if (ranking == NULL)
        continue;
      differs = differs || (common != 0 && common != ranking->min_n);
      common = ranking->min_n;
      add_least (text, &key, ranking);
    }
  if (text->len == 0)
    return NULL;
  if (!differs)
    return g_strdup_printf (_ ("ranked from %u cases on"), common);
  return g_strdup_printf (_ ("ranked from so many cases on: %s"), text->str);
}

/* No board of the page is of now. */
static gboolean
is_hollow (ZhihuiSketch *sketch)
{
  ZhihuiBoardKey key;

  for (guint i = 0; i < sketch->n_places; i++)
    if (find_board (sketch, i, &key) && zhihui_sketch_judge_board (sketch, &key) != NULL &&
        sketch->shown && !sketch->kept)
      return FALSE;
  return TRUE;
}

void
zhihui_panel_foot_draw (ZhihuiSketch *sketch)
{
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          note = zhihui_sketch_style (NOTE, 400, palette->text3);
  const char          *ranks = _ ("rank 1 is best, change of rank against the period before");
  g_autofree char     *least = make_least (sketch);
  Key                  key = {
                     .sketch = sketch,
                     .y = 15,
                     .right = sketch->width,
                     .n_lines = sketch->height >= 55 ? 1 : 0,
                     .hollow = is_hollow (sketch),
  };

  add_symbol (&key,
              "worse",
              ZHIHUI_SYMBOL_DIAMOND,
              16.5,
              palette->attention,
              _ ("significantly worse than the group"));
  add_symbol (
    &key, "better", ZHIHUI_SYMBOL_UP, 14, palette->good, _ ("significantly better than the group"));
  add_symbol (
    &key, "same", ZHIHUI_SYMBOL_DOT, 11.5, palette->text1, _ ("no significant difference"));
  add_interval (&key);
  add_reference (&key);
  if (least != NULL && has_room (&key, least, 0))
    add_words (&key, "least", least, 0);
  if (!make_room (&key, zhihui_sketch_measure (sketch, ranks, &note)))
    return;
  zhihui_sketch_text (
    sketch, "ranks", ranks, &note, sketch->width, key.y, ZHIHUI_ALIGN_RIGHT, sketch->width - key.x);
  zhihui_sketch_speak (sketch, "%s", ranks);
}
