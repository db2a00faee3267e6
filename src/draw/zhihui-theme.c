/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-theme.h"

#include <string.h>

#include "zhihui-hash.h"
#include "zhihui-line-breaks.h"
#include "zhihui-lost-ink.h"
#include "zhihui-safe-text.h"

#define CACHE_HALF 1500 /* layouts in each half of the cache */

/* Figures of one width, and a colon that stays where it is whatever stands beside it. The display
 * cut sets figures only, and kerns the 1. */
#define FEATURES "tnum=1, calt=0"
#define LATIN_FEATURES FEATURES ", pwid=1"
#define DISPLAY_FEATURES "tnum=1, calt=0, kern=0"

/* The cache has two halves: when the young one is full it becomes the old one, and what was not
 * asked for again meanwhile is dropped. So it is bounded and needs no list of uses. */
struct _ZhihuiTheme
{
  ZhihuiThemeKind kind;
  double          unit; /* px */
  ZhihuiPalette   palette;
  PangoContext   *context; /* owned */
  GHashTable     *young;   /* (element-type LayoutKey PangoLayout), owned */
  GHashTable     *old;     /* likewise */

  ZhihuiGlyphFinder *finder; /* borrowed or NULL: sees each text */
};

typedef struct
{
  char      *text; /* owned */
  ZhihuiFont font;
  double     max_width;
  guint64    hash;
} LayoutKey;

#define HEX(c)                                                                                     \
  {                                                                                                \
    ((c) >> 16 & 0xff) / 255.0, ((c) >> 8 & 0xff) / 255.0, ((c) &0xff) / 255.0, 1                  \
  }
#define BLACK(a)                                                                                   \
  {                                                                                                \
    0, 0, 0, (a)                                                                                   \
  }
#define WHITE(a)                                                                                   \
  {                                                                                                \
    1, 1, 1, (a)                                                                                   \
  }

static const ZhihuiPalette palettes[] = {
  [ZHIHUI_THEME_WALL] = {
    .ground = HEX (0x0E1215), .ground2 = HEX (0x151B20), .line = HEX (0x2B343B),
    .line2 = HEX (0x46525B), .row_rule = HEX (0x1C242A), .chance = HEX (0x1C242A),
    .text1 = HEX (0xF2F4F5),
    .text2 = HEX (0xB9C3CA), .text3 = HEX (0x8F9BA4), .mute = HEX (0x75818A),
    .ref = HEX (0x626F79), .bar = HEX (0x5E7485), .attention = HEX (0xF7A823),
    .on_attention = HEX (0x14181B), .good = HEX (0x7DB9EA), .hollow = HEX (0xD3DADF),
    .hollow_small = HEX (0xC4CDD3), .band = HEX (0xD5DBDF),
    .map = { HEX (0x1B2730), HEX (0x273944), HEX (0x344D5B), HEX (0x40606F), HEX (0x4B7386) },
    .map_bad = { HEX (0x292520), HEX (0x413429), HEX (0x5E4431), HEX (0x7E5133), HEX (0xA05C35) },
    .hatch_ground = HEX (0x12181C), .hatch_line = HEX (0x3A464E), .case_dot = HEX (0xDDE4E8),
    .issuer = HEX (0xF2F4F5), .watermark = HEX (0x151B20),
  },
  [ZHIHUI_THEME_PAPER] = {
    .ground = HEX (0xFFFFFF), .ground2 = HEX (0xFFFFFF), .line = HEX (0x9A9A9A),
    .line2 = HEX (0x9A9A9A), .row_rule = HEX (0xDADADA), .chance = HEX (0xDADADA),
    .text1 = HEX (0x1A1A1A),
    .text2 = HEX (0x4A4A4A), .text3 = HEX (0x666666), .mute = HEX (0x666666),
    .ref = HEX (0x9A9A9A), .bar = HEX (0x8A98A3), .attention = HEX (0x1A1A1A),
    .on_attention = HEX (0xFFFFFF), .good = HEX (0x1A1A1A), .hollow = HEX (0x4A4A4A),
    .hollow_small = HEX (0x4A4A4A), .band = HEX (0xEFEFEF),
    .map = { HEX (0xF2F4F5), HEX (0xDDE4E8), HEX (0xC4CDD3), HEX (0xA6B3BC), HEX (0x8A98A3) },
    .map_bad = { HEX (0xF5F3F2), HEX (0xE8E2DB), HEX (0xD9C9BB), HEX (0xC6AD99), HEX (0xB38F77) },
    .hatch_ground = HEX (0xFFFFFF), .hatch_line = HEX (0x9A9A9A), .case_dot = HEX (0x4A4A4A),
    .issuer = HEX (0xB3191F), .watermark = HEX (0xEFEFEF),
  },
  [ZHIHUI_THEME_DESK_LIGHT] = {
    .ground = HEX (0xFFFFFF), .ground2 = HEX (0xFAFAFA), .line = BLACK (.15),
    .line2 = BLACK (.3), .row_rule = BLACK (.08), .chance = BLACK (.08),
    .text1 = BLACK (.85), .text2 = BLACK (.66),
    .text3 = BLACK (.58), .mute = HEX (0x8B8A88), .ref = HEX (0x8B8A88), .bar = HEX (0x9FB3C4),
    .attention = HEX (0x9A4B00), .on_attention = HEX (0xFFFFFF), .good = HEX (0x1A5FB4),
    .hollow = BLACK (.66), .hollow_small = BLACK (.66), .band = HEX (0xEBEBEB),
    .map = { HEX (0xE8EEF2), HEX (0xCFDCE5), HEX (0xB4C8D6), HEX (0x97B1C3), HEX (0x7999AE) },
    .map_bad = { HEX (0xF3ECE3), HEX (0xE9D8C4), HEX (0xDDC0A4), HEX (0xCDA684), HEX (0xBC8A64) },
    .hatch_ground = HEX (0xFAFAFA), .hatch_line = HEX (0xC0BFBC), .case_dot = HEX (0x3D3846),
    .issuer = HEX (0xB3191F), .watermark = HEX (0xEFEFEF),
  },
  [ZHIHUI_THEME_DESK_DARK] = {
    .ground = HEX (0x1E1E1E), .ground2 = HEX (0x242424), .line = WHITE (.15),
    .line2 = WHITE (.3), .row_rule = WHITE (.08), .chance = WHITE (.08),
    .text1 = WHITE (.95), .text2 = WHITE (.74),
    .text3 = WHITE (.6), .mute = HEX (0x9A9996), .ref = HEX (0x9A9996), .bar = HEX (0x5E7485),
    .attention = HEX (0xF7A823), .on_attention = HEX (0x14181B), .good = HEX (0x99C1F1),
    .hollow = WHITE (.74), .hollow_small = WHITE (.74), .band = HEX (0x303030),
    .map = { HEX (0x273038), HEX (0x32434F), HEX (0x3E5665), HEX (0x4A6879), HEX (0x567B8F) },
    .map_bad = { HEX (0x332E2A), HEX (0x4C3E33), HEX (0x694D38), HEX (0x88593A), HEX (0xAA643C) },
    .hatch_ground = HEX (0x242424), .hatch_line = HEX (0x5E5C64), .case_dot = HEX (0xDDE4E8),
    .issuer = HEX (0xF66151), .watermark = HEX (0x303030),
  },
  [ZHIHUI_THEME_DESK_LIGHT_HIGH] = {
    .ground = HEX (0xFFFFFF), .ground2 = HEX (0xFAFAFA), .line = BLACK (.5),
    .line2 = BLACK (.8), .row_rule = BLACK (.3), .chance = BLACK (.13),
    .text1 = BLACK (.95), .text2 = BLACK (.88),
    .text3 = BLACK (.8), .mute = HEX (0x5E5C64), .ref = HEX (0x3D3846), .bar = HEX (0x46637A),
    .attention = HEX (0x7A3B00), .on_attention = HEX (0xFFFFFF), .good = HEX (0x0F4388),
    .hollow = BLACK (.88), .hollow_small = BLACK (.88), .band = HEX (0xD6D6D6),
    .map = { HEX (0xE8EEF2), HEX (0xCFDCE5), HEX (0xB4C8D6), HEX (0x97B1C3), HEX (0x7999AE) },
    .map_bad = { HEX (0xF3ECE3), HEX (0xE9D8C4), HEX (0xDDC0A4), HEX (0xCDA684), HEX (0xBC8A64) },
    .hatch_ground = HEX (0xFAFAFA), .hatch_line = HEX (0x77767B), .case_dot = HEX (0x241F31),
    .issuer = HEX (0x8F1016), .watermark = HEX (0xEFEFEF),
  },
  [ZHIHUI_THEME_DESK_DARK_HIGH] = {
    .ground = HEX (0x1E1E1E), .ground2 = HEX (0x242424), .line = WHITE (.5),
    .line2 = WHITE (.8), .row_rule = WHITE (.3), .chance = WHITE (.13),
    .text1 = WHITE (1), .text2 = WHITE (.9),
    .text3 = WHITE (.8), .mute = HEX (0xC0BFBC), .ref = HEX (0xDEDDDA), .bar = HEX (0x93B4CC),
    .attention = HEX (0xFFC35C), .on_attention = HEX (0x14181B), .good = HEX (0xB8D7F8),
    .hollow = WHITE (.9), .hollow_small = WHITE (.9), .band = HEX (0x474747),
    .map = { HEX (0x273038), HEX (0x32434F), HEX (0x3E5665), HEX (0x4A6879), HEX (0x567B8F) },
    .map_bad = { HEX (0x332E2A), HEX (0x4C3E33), HEX (0x694D38), HEX (0x88593A), HEX (0xAA643C) },
    .hatch_ground = HEX (0x242424), .hatch_line = HEX (0x9A9996), .case_dot = HEX (0xF6F5F4),
    .issuer = HEX (0xFFA79E), .watermark = HEX (0x303030),
  },
};

/**
 * zhihui_palette_get:
 *
 * Returns: (transfer none): the colours of @kind; they never change
 */
const ZhihuiPalette *
zhihui_palette_get (ZhihuiThemeKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (palettes), NULL);

  return &palettes[kind];
}

static guint
hash_key (gconstpointer data)
{
  const LayoutKey *key = data;

  return (guint) (key->hash ^ key->hash >> 32);
}

static gboolean
is_same_font (const ZhihuiFont *a, const ZhihuiFont *b)
{
  const double smallest = 1.0 / 1024;

  return a->face == b->face && a->weight == b->weight && ABS (a->size - b->size) < smallest &&
         ABS (a->tracking - b->tracking) < smallest;
}

static gboolean
is_same_key (gconstpointer a, gconstpointer b)
{
  const LayoutKey *one = a, *other = b;

  return one->hash == other->hash && is_same_font (&one->font, &other->font) &&
         ABS (one->max_width - other->max_width) < 0.5 && g_str_equal (one->text, other->text);
}

static void
free_key (gpointer data)
{
  LayoutKey *key = data;

  g_free (key->text);
  g_free (key);
}

static GHashTable *
make_cache (void)
{
  return g_hash_table_new_full (hash_key, is_same_key, free_key, g_object_unref);
}

static PangoContext *
make_context (ZhihuiThemeKind kind)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  /* cairo puts glyphs on whole pixels of a picture: whole advances keep figures evenly spaced. */
  pango_context_set_round_glyph_positions (context, kind != ZHIHUI_THEME_PAPER);
  return context;
}

/**
 * zhihui_theme_new:
 * @unit: u: px a layout unit (wall), 1 for desk and paper
 *
 * Returns: (transfer full): colours and fonts; for one thread only
 */
ZhihuiTheme *
zhihui_theme_new (ZhihuiThemeKind kind, double unit)
{
  ZhihuiTheme *self;

  g_return_val_if_fail (unit > 0, NULL);

  self = g_new0 (ZhihuiTheme, 1);
  self->kind = kind;
  self->unit = unit;
  self->palette = palettes[kind];
  self->context = make_context (kind);
  self->young = make_cache ();
  self->old = make_cache ();
  return self;
}

void
zhihui_theme_free (ZhihuiTheme *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->young);
  g_hash_table_unref (self->old);
  g_object_unref (self->context);
  g_free (self);
}

ZhihuiThemeKind
zhihui_theme_get_kind (const ZhihuiTheme *self)
{
  g_return_val_if_fail (self != NULL, ZHIHUI_THEME_WALL);

  return self->kind;
}

double
zhihui_theme_get_unit (const ZhihuiTheme *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return self->unit;
}

const ZhihuiPalette *
zhihui_theme_get_palette (const ZhihuiTheme *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->palette;
}

static const char *
get_families (ZhihuiFace face)
{
  switch (face)
    {
    case ZHIHUI_FACE_DISPLAY:
      return "Inter Display, Inter, Noto Sans CJK SC, sans-serif";
    case ZHIHUI_FACE_SERIF:
      return "Noto Serif CJK SC, serif";
    case ZHIHUI_FACE_SANS:
    default:
      return "Inter, Noto Sans CJK SC, sans-serif";
    }
}

typedef void (*DigitFunc) (PangoGlyphInfo *glyph, int digit, int *widths);

/* Calls @func for each glyph that is a figure. */
static void
visit_digits (PangoLayout *layout, DigitFunc func, int *widths)
{
  PangoLayoutLine *line = pango_layout_get_line (layout, 0);
  const char      *text = pango_layout_get_text (layout);

  for (GSList *run = line->runs; run != NULL; run = run->next)
    {
      PangoGlyphItem   *item = run->data;
      PangoGlyphString *glyphs = item->glyphs;

      for (int i = 0; i < glyphs->num_glyphs; i++)
        {
          char sign = text[item->item->offset + glyphs->log_clusters[i]];

          if (g_ascii_isdigit (sign))
            func (&glyphs->glyphs[i], sign - '0', widths);
        }
    }
}

static void
note_width (PangoGlyphInfo *glyph, int digit, int *widths)
{
  widths[digit] = glyph->geometry.width;
}

/* Sets the figure into the middle of a place as wide as that of the 0. */
static void
even_width (PangoGlyphInfo *glyph, int digit, int *widths)
{
  int more = widths[0] - widths[digit];

  glyph->geometry.width += more;
  glyph->geometry.x_offset += PANGO_PIXELS (more / 2) * PANGO_SCALE;
}

/* Inter Display 4.0 beta has tabular figures that are not all of one width; a clock would shift
 * with each second. */
static void
even_digits (const ZhihuiTheme          *self,
             PangoLayout                *layout,
             const PangoFontDescription *description,
             PangoAttrList              *attributes)
{
  PangoLayout *digits = pango_layout_new (self->context);
  int          widths[10] = { 0 };

  pango_layout_set_font_description (digits, description);
  pango_layout_set_attributes (digits, attributes);
  /* What stands at the ends has less letter spacing. */
  pango_layout_set_text (digits, "x0123456789x", -1);
  visit_digits (digits, note_width, widths);
  g_object_unref (digits);
  visit_digits (layout, even_width, widths);
}

/* The serif is one of Chinese: its quotation marks and apostrophes take a whole place, which is
 * right between its characters alone. */
static const char *
get_features (ZhihuiFace face, const char *text)
{
  if (face == ZHIHUI_FACE_DISPLAY)
    return DISPLAY_FEATURES;
  if (face != ZHIHUI_FACE_SERIF)
    return FEATURES;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iswide (g_utf8_get_char (c)))
      return FEATURES;
  return LATIN_FEATURES;
}

static PangoLayout *
make_layout (const ZhihuiTheme *self, const char *text, const ZhihuiFont *font, double max_width)
{
  PangoLayout          *layout = pango_layout_new (self->context);
  PangoFontDescription *description = pango_font_description_new ();
  PangoAttrList        *attributes = pango_attr_list_new ();
  g_autofree char      *safe = NULL;

  pango_font_description_set_family_static (description, get_families (font->face));
  pango_font_description_set_weight (description, (PangoWeight) font->weight);
  pango_font_description_set_absolute_size (description, font->size * PANGO_SCALE);
  pango_layout_set_font_description (layout, description);

  if (self->kind == ZHIHUI_THEME_PAPER)
    text = safe = zhihui_safe_text_make (text);
  pango_attr_list_insert (attributes,
                          pango_attr_font_features_new (get_features (font->face, text)));
  if (font->tracking < 0 || font->tracking > 0)
    pango_attr_list_insert (attributes,
                            pango_attr_letter_spacing_new ((int) (font->tracking * PANGO_SCALE)));
  if (self->kind == ZHIHUI_THEME_PAPER)
    {
      zhihui_line_breaks_keep (attributes, text);
      zhihui_lost_ink_avoid (attributes, text, font);
    }
  pango_layout_set_attributes (layout, attributes);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_text (layout, text, -1);
  if (max_width > 0)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, (int) (max_width * PANGO_SCALE));
    }
  if (font->face == ZHIHUI_FACE_DISPLAY)
    even_digits (self, layout, description, attributes);
  pango_attr_list_unref (attributes);
  pango_font_description_free (description);
  return layout;
}

static guint64
hash_layout (const LayoutKey *key)
{
  guint64 hash = zhihui_hash_string (ZHIHUI_HASH_START, key->text);

  hash = zhihui_hash_int (hash, key->font.face * 4096 + key->font.weight);
  hash = zhihui_hash_double (hash, key->font.size);
  hash = zhihui_hash_double (hash, key->font.tracking);
  return zhihui_hash_int (hash, (gint64) (key->max_width + 0.5));
}

static void
make_room (ZhihuiTheme *self)
{
  GHashTable *emptied = self->old;

  if (g_hash_table_size (self->young) < CACHE_HALF)
    return;

  self->old = self->young;
  self->young = emptied;
  g_hash_table_remove_all (self->young);
}

static PangoLayout *
find_layout (ZhihuiTheme *self, const char *text, const ZhihuiFont *font, double max_width)
{
  LayoutKey    key = { (char *) text, *font, MAX (max_width, 0), 0 };
  LayoutKey   *kept;
  PangoLayout *layout;

  key.hash = hash_layout (&key);
  layout = g_hash_table_lookup (self->young, &key);
  if (layout != NULL)
    return layout;

  layout = g_hash_table_lookup (self->old, &key);
  if (layout != NULL)
    g_object_ref (layout);
  else
    layout = make_layout (self, text, font, max_width);

  make_room (self);
  kept = g_memdup2 (&key, sizeof key);
  kept->text = g_strdup (text);
  g_hash_table_insert (self->young, kept, layout);
  return layout;
}

/**
 * zhihui_theme_get_layout:
 * @text: UTF-8; line ends become signs. On paper it may be any text from outside: it is made safe
 *   here (zhihui_safe_text_make()), and is kept from lines that Chinese must not have
 * @max_width: px; text that is wider ends in an ellipsis; ≤ 0: no limit
 *
 * Returns: (transfer none): the laid out text, to be read only; take a reference to keep it
 */
PangoLayout *
zhihui_theme_get_layout (const ZhihuiTheme *self,
                         const char        *text,
                         const ZhihuiFont  *font,
                         double             max_width)
{
  ZhihuiTheme *cache = (ZhihuiTheme *) self; /* what is remembered does not change the theme */
  PangoLayout *layout;

  g_return_val_if_fail (self != NULL && text != NULL && font != NULL, NULL);

  layout = find_layout (cache, text, font, max_width);
  if (self->finder != NULL)
    zhihui_glyph_finder_look_at (self->finder, layout);
  return layout;
}

/**
 * zhihui_theme_dup_layout:
 * @text: as of zhihui_theme_get_layout()
 *
 * Returns: (transfer full): the laid out text in one line, that may be changed: given a width, its
 *   lines are written by zhihui_theme_show_line(), each perhaps on another page
 */
PangoLayout *
zhihui_theme_dup_layout (const ZhihuiTheme *self, const char *text, const ZhihuiFont *font)
{
  g_return_val_if_fail (self != NULL && text != NULL && font != NULL, NULL);

  return make_layout (self, text, font, 0);
}

/**
 * zhihui_theme_set_glyph_finder:
 * @finder: (nullable) (transfer none): is shown each text that is asked for from now on
 */
void
zhihui_theme_set_glyph_finder (ZhihuiTheme *self, ZhihuiGlyphFinder *finder)
{
  g_return_if_fail (self != NULL);

  self->finder = finder;
}

/**
 * zhihui_theme_show_line:
 * @cr: whose current point is where the line begins, on its base line
 * @line: of zhihui_theme_dup_layout()
 *
 * Writes one line, as pango_cairo_show_layout_line() does: it can be searched and copied.
 */
void
zhihui_theme_show_line (const ZhihuiTheme *self, cairo_t *cr, PangoLayoutLine *line)
{
  g_return_if_fail (self != NULL && cr != NULL && line != NULL);

  if (self->finder != NULL)
    zhihui_glyph_finder_look_at_line (self->finder, line);
  zhihui_lost_ink_show_line (cr, line);
}

/**
 * zhihui_theme_measure:
 *
 * Returns: the advance width in px
 */
double
zhihui_theme_measure (const ZhihuiTheme *self, const char *text, const ZhihuiFont *font)
{
  PangoLayout   *layout = zhihui_theme_get_layout (self, text, font, 0);
  PangoRectangle logical;

  g_return_val_if_fail (layout != NULL, 0);

  pango_layout_get_extents (layout, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}
