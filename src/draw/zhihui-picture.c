/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-picture.h"

#include <math.h>
#include <string.h>

#include "zhihui-hash.h"
#include "zhihui-lost-ink.h"

struct _ZhihuiPicture
{
  gatomicrefcount    references;
  const ZhihuiTheme *theme; /* borrowed: outlives the picture */
  double             width, height;
  GArray            *items;   /* (element-type ZhihuiItem), owned */
  GHashTable        *by_key;  /* (element-type utf8 uint), owned: index + 1 */
  GStringChunk      *strings; /* owned: keys and texts */
  GString           *spoken;  /* owned */
};

/* Ink of one line stays within these parts of its size from the base line: what piles up higher
 * (stacked marks) is cut, so that no text ever runs into another. */
#define MAX_ASCENT 1.08
#define MAX_DESCENT 0.36

static void
clear_item (gpointer data)
{
  ZhihuiItem *item = data;

  g_clear_object (&item->layout);
  if (item->destroy != NULL)
    item->destroy (item->data);
}

ZhihuiPicture *
zhihui_picture_new (const ZhihuiTheme *theme, double width, double height)
{
  ZhihuiPicture *self;

  g_return_val_if_fail (theme != NULL, NULL);

  self = g_new0 (ZhihuiPicture, 1);
  g_atomic_ref_count_init (&self->references);
  self->theme = theme;
  self->width = width;
  self->height = height;
  self->items = g_array_sized_new (FALSE, TRUE, sizeof (ZhihuiItem), 64);
  g_array_set_clear_func (self->items, clear_item);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->strings = g_string_chunk_new (2048);
  self->spoken = g_string_new (NULL);
  return self;
}

ZhihuiPicture *
zhihui_picture_ref (ZhihuiPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
zhihui_picture_unref (ZhihuiPicture *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;

  g_array_unref (self->items);
  g_hash_table_unref (self->by_key);
  g_string_chunk_free (self->strings);
  g_string_free (self->spoken, TRUE);
  g_free (self);
}

double
zhihui_picture_get_width (ZhihuiPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

double
zhihui_picture_get_height (ZhihuiPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}

const ZhihuiTheme *
zhihui_picture_get_theme (ZhihuiPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->theme;
}

guint
zhihui_picture_get_n_items (ZhihuiPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->items->len;
}

/**
 * zhihui_picture_get_item:
 *
 * Returns: (transfer none): the item, valid as long as nothing is added; later ones lie on top
 */
const ZhihuiItem *
zhihui_picture_get_item (ZhihuiPicture *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->items->len, NULL);

  return &g_array_index (self->items, ZhihuiItem, index);
}

const ZhihuiItem *
zhihui_picture_find (ZhihuiPicture *self, const char *key)
{
  guint index;

  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  index = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_key, key));
  return index == 0 ? NULL : &g_array_index (self->items, ZhihuiItem, index - 1);
}

void
zhihui_picture_add_spoken (ZhihuiPicture *self, const char *sentence)
{
  g_return_if_fail (self != NULL && sentence != NULL);

  if (self->spoken->len > 0)
    g_string_append_c (self->spoken, '\n');
  g_string_append (self->spoken, sentence);
}

const char *
zhihui_picture_get_spoken (ZhihuiPicture *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->spoken->str;
}

/* Keys come partly from ids of the platform, which may repeat: a second one gets a number. */
static const char *
settle_key (ZhihuiPicture *self, const char *key)
{
  g_autofree char *numbered = NULL;

  for (guint n = 2; g_hash_table_contains (self->by_key, numbered != NULL ? numbered : key); n++)
    {
      g_free (numbered);
      numbered = g_strdup_printf ("%s#%u", key, n);
    }
  return g_string_chunk_insert (self->strings, numbered != NULL ? numbered : key);
}

static ZhihuiItem *
append_item (ZhihuiPicture *self, ZhihuiItemKind kind, const char *key)
{
  ZhihuiItem blank = { .kind = kind, .key = settle_key (self, key) };

  g_array_append_val (self->items, blank);
  g_hash_table_insert (self->by_key, (gpointer) blank.key, GUINT_TO_POINTER (self->items->len));
  return &g_array_index (self->items, ZhihuiItem, self->items->len - 1);
}

static guint64
hash_colour (guint64 hash, const ZhihuiRgba *colour)
{
  hash = zhihui_hash_double (hash, colour->red);
  hash = zhihui_hash_double (hash, colour->green);
  hash = zhihui_hash_double (hash, colour->blue);
  return zhihui_hash_double (hash, colour->alpha);
}

static guint64
hash_text (const ZhihuiItem *item)
{
  guint64 hash = zhihui_hash_string (ZHIHUI_HASH_START, item->text);

  hash = zhihui_hash_int (hash, item->font.face * 4096 + item->font.weight);
  hash = zhihui_hash_double (hash, item->font.size);
  hash = zhihui_hash_double (hash, item->font.tracking);
  hash = zhihui_hash_double (hash, item->font.hollow);
  hash = zhihui_hash_double (hash, item->width);
  return hash_colour (hash, &item->colour);
}

static void
measure_ink (ZhihuiItem *item, double advance)
{
  PangoRectangle ink;
  double         baseline = (double) pango_layout_get_baseline (item->layout) / PANGO_SCALE;
  double         edge = item->font.hollow > 0 ? item->font.hollow / 2 + 0.5 : 0;
  double         left, right, top, bottom;

  pango_layout_get_extents (item->layout, &ink, NULL);
  left = floor (MAX ((double) ink.x / PANGO_SCALE, -0.15 * item->font.size) - edge);
  right = ceil (MIN ((double) (ink.x + ink.width) / PANGO_SCALE, advance + 0.15 * item->font.size) +
                edge);
  top = floor (MAX ((double) ink.y / PANGO_SCALE - baseline, -MAX_ASCENT * item->font.size) - edge);
  bottom = ceil (
    MIN ((double) (ink.y + ink.height) / PANGO_SCALE - baseline, MAX_DESCENT * item->font.size) +
    edge);
  item->ink_x = left;
  item->ink_y = top;
  item->width = MAX (right - left, 0);
  item->height = MAX (bottom - top, 0);
}

/**
 * zhihui_picture_add_text:
 * @key: unique in the picture and the same for the same thing in later pictures
 * @text: plain text, never markup
 * @x: of the left edge, the right edge or the middle, as @align says; px
 * @baseline: px
 * @max_width: px; ≤ 0: no limit, else what is wider ends in an ellipsis
 *
 * The pen starts on a whole pixel.
 *
 * Returns: the advance width in px
 */
double
zhihui_picture_add_text (ZhihuiPicture    *self,
                         const char       *key,
                         const char       *text,
                         const ZhihuiFont *font,
                         ZhihuiRgba        colour,
                         double            x,
                         double            baseline,
                         ZhihuiAlign       align,
                         double            max_width)
{
  g_autofree char *valid = NULL;
  PangoLayout     *layout;
  PangoRectangle   logical;
  ZhihuiItem      *item;
  double           advance, pen;

  g_return_val_if_fail (self != NULL && key != NULL && text != NULL && font != NULL, 0);

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  layout = zhihui_theme_get_layout (self->theme, text, font, 0);
  pango_layout_get_extents (layout, NULL, &logical);
  if (max_width > 0 && logical.width > max_width * PANGO_SCALE + PANGO_SCALE / 2)
    {
      layout = zhihui_theme_get_layout (self->theme, text, font, floor (max_width));
      pango_layout_get_extents (layout, NULL, &logical);
    }
  advance = (double) logical.width / PANGO_SCALE;
  pen = align == ZHIHUI_ALIGN_RIGHT    ? x - advance
        : align == ZHIHUI_ALIGN_CENTRE ? x - advance / 2
                                       : x;

  item = append_item (self, ZHIHUI_ITEM_TEXT, key);
  item->text = g_string_chunk_insert (self->strings, pango_layout_get_text (layout));
  item->font = *font;
  item->colour = colour;
  item->layout = g_object_ref (layout);
  measure_ink (item, advance);
  item->x = round (pen) + item->ink_x;
  item->y = round (baseline) + item->ink_y;
  item->hash = hash_text (item);
  return advance;
}

void
zhihui_picture_add_rect (ZhihuiPicture *self,
                         const char    *key,
                         double         x,
                         double         y,
                         double         width,
                         double         height,
                         ZhihuiRgba     colour)
{
  ZhihuiItem *item;

  g_return_if_fail (self != NULL && key != NULL);

  item = append_item (self, ZHIHUI_ITEM_RECT, key);
  item->x = x;
  item->y = y;
  item->width = MAX (width, 0);
  item->height = MAX (height, 0);
  item->colour = colour;
  item->hash = hash_colour (
    zhihui_hash_double (zhihui_hash_double (ZHIHUI_HASH_START, item->width), item->height),
    &colour);
}

/**
 * zhihui_picture_add_mark:
 * @hash: of what @data says; size is added here
 * @data: (transfer full): given to @func, freed with @destroy
 */
void
zhihui_picture_add_mark (ZhihuiPicture *self,
                         const char    *key,
                         double         x,
                         double         y,
                         double         width,
                         double         height,
                         guint64        hash,
                         ZhihuiMarkFunc func,
                         gpointer       data,
                         GDestroyNotify destroy)
{
  ZhihuiItem *item;

  g_return_if_fail (self != NULL && key != NULL && func != NULL);

  item = append_item (self, ZHIHUI_ITEM_MARK, key);
  item->x = x;
  item->y = y;
  item->width = width;
  item->height = height;
  item->func = func;
  item->data = data;
  item->destroy = destroy;
  item->hash = zhihui_hash_double (zhihui_hash_double (hash, width), height);
}

/**
 * zhihui_picture_place_item:
 * @width: px; of a text that of its ink, which stays
 * @height: px
 *
 * Puts an item elsewhere; rectangles and marks may become longer.
 */
void
zhihui_picture_place_item (
  ZhihuiPicture *self, guint index, double x, double y, double width, double height)
{
  ZhihuiItem *item;

  g_return_if_fail (self != NULL && index < self->items->len);

  item = &g_array_index (self->items, ZhihuiItem, index);
  item->x = x;
  item->y = y;
  if (item->kind == ZHIHUI_ITEM_TEXT || (width >= item->width && width <= item->width &&
                                         height >= item->height && height <= item->height))
    return;

  item->width = width;
  item->height = height;
  item->hash = zhihui_hash_double (zhihui_hash_double (item->hash, width), height);
}

/* The last item takes the place of another, and its key. */
static void
replace_by_last (ZhihuiPicture *self, guint index)
{
  guint      last = self->items->len - 1;
  ZhihuiItem item = g_array_index (self->items, ZhihuiItem, last);

  g_hash_table_remove (self->by_key, item.key);
  item.key = g_array_index (self->items, ZhihuiItem, index).key;
  clear_item (&g_array_index (self->items, ZhihuiItem, index));
  g_array_index (self->items, ZhihuiItem, index) = item;
  /* The array would clear what has moved. */
  memset (&g_array_index (self->items, ZhihuiItem, last), 0, sizeof item);
  g_array_set_size (self->items, last);
}

/* Where a line may end, of those the last one up to @room px; 0 none. */
static guint
find_break (const ZhihuiItem *item, double room)
{
  int                 n_attrs;
  const PangoLogAttr *attrs = pango_layout_get_log_attrs_readonly (item->layout, &n_attrs);
  const char         *at = item->text;
  guint               best = 0;

  for (int i = 0; i < n_attrs && *at != '\0'; i++, at = g_utf8_next_char (at))
    {
      int x;

      if (i == 0 || !attrs[i].is_line_break)
        continue;
      pango_layout_index_to_line_x (item->layout, (int) (at - item->text), FALSE, NULL, &x);
      if ((double) x / PANGO_SCALE <= room)
        best = (guint) (at - item->text);
    }
  return best;
}

/**
 * zhihui_picture_split_text:
 * @index: of a text
 * @room: px from where it begins
 *
 * Makes two texts of one that is wider than @room: what may stand before it, as by the rules of
 * lines, and the rest, which begins where it was. Figures and words stay whole.
 *
 * Returns: the index of the rest; 0 when it cannot be
 */
guint
zhihui_picture_split_text (ZhihuiPicture *self, guint index, double room)
{
  ZhihuiItem       item;
  g_autofree char *key = NULL, *first = NULL;
  double           pen, baseline, advance;
  guint            at;

  g_return_val_if_fail (self != NULL && index < self->items->len, 0);

  item = g_array_index (self->items, ZhihuiItem, index);
  if (item.kind != ZHIHUI_ITEM_TEXT || pango_layout_get_line_count (item.layout) != 1 ||
      strpbrk (item.text, "\x02") != NULL || pango_layout_is_ellipsized (item.layout))
    return 0;
  at = find_break (&item, room);
  if (at == 0)
    return 0;

  pen = item.x - item.ink_x;
  baseline = item.y - item.ink_y;
  first = g_strchomp (g_strndup (item.text, at));
  key = g_strconcat (item.key, "/rest", NULL);
  advance = zhihui_picture_add_text (
    self, "first", first, &item.font, item.colour, pen, baseline, ZHIHUI_ALIGN_LEFT, 0);
  replace_by_last (self, index);
  zhihui_picture_add_text (self,
                           key,
                           item.text + at,
                           &item.font,
                           item.colour,
                           pen + advance + 1,
                           baseline,
                           ZHIHUI_ALIGN_LEFT,
                           0);
  return self->items->len - 1;
}

/**
 * zhihui_picture_set_size:
 * @width: px
 * @height: px
 *
 * How large the whole is; the items stay.
 */
void
zhihui_picture_set_size (ZhihuiPicture *self, double width, double height)
{
  g_return_if_fail (self != NULL);

  self->width = width;
  self->height = height;
}

guint64
zhihui_picture_get_hash (ZhihuiPicture *self)
{
  guint64 hash = ZHIHUI_HASH_START;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->items->len; i++)
    {
      const ZhihuiItem *item = &g_array_index (self->items, ZhihuiItem, i);

      hash = zhihui_hash_string (hash, item->key);
      hash = zhihui_hash_int (hash, (gint64) item->hash);
      hash = zhihui_hash_double (hash, item->x);
      hash = zhihui_hash_double (hash, item->y);
    }
  return hash;
}

static void
set_source (cairo_t *cr, const ZhihuiRgba *colour)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha);
}

static void
paint_text (const ZhihuiItem *item, cairo_t *cr)
{
  double baseline = (double) pango_layout_get_baseline (item->layout) / PANGO_SCALE;

  cairo_rectangle (cr, 0, 0, item->width, item->height);
  cairo_clip (cr);
  set_source (cr, &item->colour);
  cairo_move_to (cr, -item->ink_x, -item->ink_y - baseline);
  if (item->font.hollow > 0)
    {
      pango_cairo_layout_path (cr, item->layout);
      cairo_set_line_width (cr, item->font.hollow);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke (cr);
    }
  else
    zhihui_lost_ink_show_layout (cr, item->layout);
}

/**
 * zhihui_item_paint:
 *
 * Paints one item with its top left corner at the origin of @cr.
 */
void
zhihui_item_paint (const ZhihuiItem *item, const ZhihuiTheme *theme, cairo_t *cr)
{
  g_return_if_fail (item != NULL && theme != NULL && cr != NULL);

  cairo_save (cr);
  switch (item->kind)
    {
    case ZHIHUI_ITEM_TEXT:
      paint_text (item, cr);
      break;
    case ZHIHUI_ITEM_RECT:
      set_source (cr, &item->colour);
      cairo_rectangle (cr, 0, 0, item->width, item->height);
      cairo_fill (cr);
      break;
    case ZHIHUI_ITEM_MARK:
    default:
      item->func (cr, item->width, item->height, item->data, theme);
      break;
    }
  cairo_restore (cr);
  cairo_new_path (cr);
}

void
zhihui_picture_paint (ZhihuiPicture *self, cairo_t *cr)
{
  g_return_if_fail (self != NULL && cr != NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      const ZhihuiItem *item = &g_array_index (self->items, ZhihuiItem, i);

      cairo_save (cr);
      cairo_translate (cr, item->x, item->y);
      zhihui_item_paint (item, self->theme, cr);
      cairo_restore (cr);
    }
}

gboolean
zhihui_item_looks_like (const ZhihuiItem *a, const ZhihuiItem *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->kind == b->kind && a->hash == b->hash;
}
