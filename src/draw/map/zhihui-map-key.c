/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-key.h"

#include <glib/gi18n-lib.h>

#include "zhihui-format.h"
#include "zhihui-hash.h"
#include "zhihui-map-names.h"
#include "zhihui-map-places.h"
#include "zhihui-map-sign.h"

#define LABEL 22 /* u: size of the text */
#define PITCH 27
#define INDENT 41 /* as swatch and gap of the classes below */
#define SIGN_X 15
#define DETAIL_GAP 14
#define COLUMN_GAP 20  /* from what stands at the left */
#define MOST_LABEL 220 /* u: a longer name is cut */

typedef struct
{
  ZhihuiMapSign sign;
  gboolean      has_sign;
  char         *label, *detail; /* owned; detail may be "" */
  char         *spoken;         /* owned: the detail where it is longer than what is shown; NULL */

  const ZhihuiMapLayerEntry *entry; /* borrowed: what the row tells of; NULL */
} Row;

static void
row_free (gpointer data)
{
  Row *self = data;

  g_free (self->label);
  g_free (self->detail);
  g_free (self->spoken);
  g_free (self);
}

static Row *
add_row (ZhihuiMapKey *self, const char *label)
{
  const ZhihuiPalette *palette = self->sketch->palette;
  Row                 *row = g_new0 (Row, 1);

  row->label = g_strdup (label);
  row->detail = g_strdup ("");
  row->has_sign = TRUE;
  row->sign.ground = palette->ground;
  row->sign.size = ZHIHUI_PLACE_SIZE * self->sketch->u;
  row->sign.look.hollow = self->sketch->kept;
  row->sign.look.colour = palette->case_dot;
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
append_words (GString *text, const char *words)
{
  if (text->len > 0)
    g_string_append (text, "  ");
  g_string_append (text, words);
}

/* "447  online 97.2%  2020  kept, 3 h old". @n_less parts are left out: first of when it is, then
 * the rate; that it is kept is told always. */
static char *
describe (const ZhihuiMapLayers *layers, const ZhihuiMapLayerEntry *entry, guint n_less)
{
  g_autofree char *count = zhihui_format_count (entry->n);
  GString         *text = g_string_new (count);

  if (entry->is_broken)
    append_words (text, C_ ("map layer", "places could not be read"));
  else if (entry->n_placed < entry->n)
    {
      g_autofree char *placed = zhihui_format_count (entry->n_placed);
      g_autofree char *words = g_strdup_printf (C_ ("map layer", "on the map %s"), placed);

      append_words (text, words);
    }
  if (entry->n_online >= 0 && entry->n > 0 && n_less < 2)
    {
      g_autofree char *rate = zhihui_format_rate (entry->n_online, entry->n);
      g_autofree char *words = g_strdup_printf (C_ ("map layer", "online %s"), rate);

      append_words (text, words);
    }
  if (*entry->layer_as_of != '\0' && n_less < 1)
    {
      /* Translators: year or day, as the other system writes it */
      g_autofree char *words = g_strdup_printf (C_ ("map layer", "as of %s"), entry->layer_as_of);

      append_words (text, words);
    }
  if (layers->age != NULL)
    {
      g_autofree char *words = g_strdup_printf (C_ ("map layer", "kept, %s old"), layers->age);

      append_words (text, words);
    }
  return g_string_free (text, FALSE);
}

static void
add_layer_row (ZhihuiMapKey *self, guint index)
{
  Row *row = add_row (self, self->layers->entries[index].label);

  row->sign.is_place = TRUE;
  row->sign.place = self->layers->looks[index].sign;
  row->sign.look.halo = 1.5 * self->sketch->u;
  row->sign.look.colour =
    self->sketch->kept ? self->sketch->palette->mute : self->layers->looks[index].colour;
  g_free (row->detail);
  row->entry = &self->layers->entries[index];
  row->detail = describe (self->layers, row->entry, 0);
}

static void
make_rows (ZhihuiMapKey *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
  if (self->layers != NULL && self->layers->is_broken)
    add_row (self, C_ ("map layer", "layers could not be read"))->has_sign = FALSE;
  if (self->layers != NULL && self->layers->is_unkept)
    add_row (self, C_ ("map layer", "layers were not kept"))->has_sign = FALSE;
  for (guint i = 0; self->layers != NULL && i < self->layers->n; i++)
    add_layer_row (self, i);
  if (self->n_circled > 0)
    {
      Row *row = add_row (self, C_ ("map", "not answered yet"));

      row->sign.look.symbol = ZHIHUI_SYMBOL_RING;
      g_free (row->detail);
      row->detail = zhihui_format_count (self->n_circled);
    }
  if (self->dot_cases > 0)
    {
      g_autofree char *words = g_strdup_printf (
        ngettext ("1 dot = %u case", "1 dot = %u cases", self->dot_cases), self->dot_cases);
      Row *row = add_row (self, words);

      row->sign.look.symbol = self->sketch->kept ? ZHIHUI_SYMBOL_RING : ZHIHUI_SYMBOL_DOT;
      row->sign.size /= 2;
    }
}

static ZhihuiStyle
make_label_style (const ZhihuiMapKey *self)
{
  return zhihui_sketch_style (LABEL, 400, self->sketch->palette->text2);
}

static ZhihuiStyle
make_detail_style (const ZhihuiMapKey *self)
{
  return zhihui_sketch_style (ZHIHUI_MAP_NAME, 400, self->sketch->palette->text3);
}

/* Of lines from @top on. */
static double
get_room (const ZhihuiMapKey *self, double top)
{
  double room = self->sketch->width;

  for (guint i = 0; i < G_N_ELEMENTS (self->beside); i++)
    if (self->beside[i].width > 0 && self->beside[i].y + self->beside[i].height > top)
      room = MIN (room, self->sketch->width - self->beside[i].width - COLUMN_GAP);
  return room;
}

/* A detail is not cut within a figure: what does not fit in @room is left out. */
static void
shorten_details (ZhihuiMapKey *self, double room)
{
  ZhihuiStyle style = make_detail_style (self);

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];

      for (guint n_less = 1; row->entry != NULL && n_less <= 2 &&
                             zhihui_sketch_measure (self->sketch, row->detail, &style) > room;
           n_less++)
        {
          if (row->spoken == NULL)
            row->spoken = g_strdup (row->detail);
          g_free (row->detail);
          row->detail = describe (self->layers, row->entry, n_less);
        }
    }
}

/**
 * zhihui_map_key_measure:
 * @self: with what it tells of
 * @bottom: u: where it ends
 *
 * To be cleared with zhihui_map_key_clear ().
 */
void
zhihui_map_key_measure (ZhihuiMapKey *self, double bottom)
{
  ZhihuiStyle label = make_label_style (self), detail = make_detail_style (self);
  double      width = 0, height;

  make_rows (self);
  height = PITCH * self->rows->len;
  self->label_width = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = self->rows->pdata[i];

      self->label_width =
        MAX (self->label_width, zhihui_sketch_measure (self->sketch, row->label, &label));
    }
  self->label_width = MIN (self->label_width, MOST_LABEL);
  shorten_details (self,
                   get_room (self, bottom - height) - INDENT - self->label_width - DETAIL_GAP);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = self->rows->pdata[i];

      width = MAX (width, zhihui_sketch_measure (self->sketch, row->detail, &detail));
    }
  width += INDENT + self->label_width + DETAIL_GAP;
  width = MIN (width, get_room (self, bottom - height));
  self->box = (ZhihuiMapBox){ self->sketch->width - width, bottom - height, width, height };
}

static void
paint_sign (cairo_t *cr, double width, double height, gconstpointer data, const ZhihuiTheme *theme)
{
  zhihui_map_sign_paint (data, cr, width / 2, height / 2);
}

static void
draw_sign (ZhihuiMapKey *self, const Row *row, const char *key, double y)
{
  double  u = self->sketch->u, side = (ZHIHUI_PLACE_SIZE + 6) * u;
  guint64 hash = zhihui_hash_bytes (ZHIHUI_HASH_START, &row->sign, sizeof row->sign);

  zhihui_picture_add_mark (self->sketch->picture,
                           key,
                           (self->box.x + SIGN_X) * u - side / 2,
                           y * u - side / 2,
                           side,
                           side,
                           hash,
                           paint_sign,
                           g_memdup2 (&row->sign, sizeof row->sign),
                           g_free);
}

/**
 * zhihui_map_key_draw:
 * @self: one that was measured
 */
void
zhihui_map_key_draw (ZhihuiMapKey *self)
{
  ZhihuiStyle label = make_label_style (self), detail = make_detail_style (self);
  double      left = INDENT + self->label_width + DETAIL_GAP;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row       *row = self->rows->pdata[i];
      g_autofree char *key = g_strdup_printf ("key/point/%u", i);
      g_autofree char *sign_key = g_strconcat (key, "/sign", NULL);
      g_autofree char *detail_key = g_strconcat (key, "/detail", NULL);
      double           y = self->box.y + PITCH * (i + 0.5);

      if (row->has_sign)
        draw_sign (self, row, sign_key, y);
      zhihui_sketch_text (self->sketch,
                          key,
                          row->label,
                          &label,
                          self->box.x + (row->has_sign ? INDENT : 0),
                          y,
                          ZHIHUI_ALIGN_LEFT,
                          self->label_width + 2);
      zhihui_sketch_text (self->sketch,
                          detail_key,
                          row->detail,
                          &detail,
                          self->box.x + left,
                          y + ZHIHUI_MIDDLE_TO_BASELINE * (LABEL - ZHIHUI_MAP_NAME),
                          ZHIHUI_ALIGN_LEFT,
                          MAX (self->box.width - left, 1) + 2);
      zhihui_sketch_speak (
        self->sketch, "%s %s", row->label, row->spoken != NULL ? row->spoken : row->detail);
    }
}

void
zhihui_map_key_clear (ZhihuiMapKey *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}
