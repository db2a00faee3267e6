/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-legend.h"

#include <glib/gi18n-lib.h>

#include "zhihui-format.h"
#include "zhihui-hash.h"
#include "zhihui-map-hatch.h"
#include "zhihui-map-names.h"
#include "zhihui-map-scene-private.h"

#define LEGEND 22
#define LEGEND_PITCH 27
#define SWATCH 30
#define SWATCH_HEIGHT 20
#define NOTE_PITCH 25
#define KEY_SIGN 27
#define MOST_ENTRIES 0.33 /* of the width */
#define MOST_KEY 0.62     /* and of the words at the right, … */
#define MOST_BOTH 0.8     /* … and of both, between which the map goes down */

/* ---- classes ---- */

static ZhihuiStyle
make_range_style (const ZhihuiSketch *sketch)
{
  return zhihui_sketch_style (LEGEND, 400, sketch->palette->text2);
}

static ZhihuiStyle
make_note_style (const ZhihuiSketch *sketch)
{
  return zhihui_sketch_style (ZHIHUI_MAP_NAME, 400, sketch->palette->text3);
}

static char *
make_count (const ZhihuiMapLegend *self, const ZhihuiMapEntry *entry)
{
  gint64           sum = zhihui_map_reading_sum_withheld (self->chart->reading);
  g_autofree char *regions =
    self->counts_alone
      ? g_strdup_printf ("(%u)", entry->count)
      : g_strdup_printf (ngettext ("%u region", "%u regions", entry->count), entry->count);
  g_autofree char *cases = NULL;

  if (!entry->is_withheld || sum < 0)
    return g_steal_pointer (&regions);
  cases = zhihui_format_count (sum);
  /* Translators: how many regions, and how many cases they have together */
  return g_strdup_printf (C_ ("map", "%s, together %s"), regions, cases);
}

/* A rectangle that looks like the regions it stands for. */
typedef struct
{
  ZhihuiMapManner   manner;
  ZhihuiRegionState state;
} Swatch;

static void
paint_swatch (
  cairo_t *cr, double width, double height, gconstpointer data, const ZhihuiTheme *theme)
{
  const Swatch *swatch = data;

  zhihui_map_hatch_paint_swatch (cr, &swatch->manner, swatch->state, 0, 0, width, height);
}

static void
draw_hatched (ZhihuiMapLegend *self, const char *key, ZhihuiRegionState state, double x, double y)
{
  ZhihuiSketch *sketch = self->sketch;
  Swatch       *swatch = g_new0 (Swatch, 1);
  double        u = sketch->u;

  zhihui_map_manner_init (&swatch->manner, sketch->palette, u);
  swatch->manner.kept = sketch->kept;
  swatch->state = state;
  zhihui_picture_add_mark (sketch->picture,
                           key,
                           x * u,
                           y * u,
                           SWATCH * u,
                           SWATCH_HEIGHT * u,
                           zhihui_hash_int (ZHIHUI_HASH_START, state * 2 + (sketch->kept != 0)),
                           paint_swatch,
                           swatch,
                           g_free);
}

/* As it is seen on the map. Base maps are nearly white. */
static ZhihuiRgba
get_seen_fill (const ZhihuiMapLegend *self, ZhihuiRgba fill)
{
  const ZhihuiRgba *ground = &self->sketch->palette->ground;
  const ZhihuiRgba  white = { 1, 1, 1, 1 };
  ZhihuiRgba        base;

  if (self->sketch->kept)
    fill = zhihui_rgba_mix (ground, &fill, ZHIHUI_MAP_KEPT_RATIO);
  if (self->share <= 0)
    return fill;
  base = zhihui_rgba_mix (ground, &white, zhihui_map_get_base_opacity (ground));
  return zhihui_rgba_mix (&base, &fill, self->share);
}

static void
draw_entry (ZhihuiMapLegend *self, guint index, double y)
{
  ZhihuiSketch         *sketch = self->sketch;
  const ZhihuiMapEntry *entry = &self->chart->looks->entries[index];
  ZhihuiStyle           style = make_range_style (sketch), note = make_note_style (sketch);
  g_autofree char      *range = zhihui_map_chart_describe_entry (self->chart, index);
  g_autofree char      *count = make_count (self, entry);
  g_autofree char      *key = entry->is_withheld ? g_strdup ("legend/withheld")
                              : entry->state == ZHIHUI_REGION_FILLED
                                ? g_strdup_printf ("legend/%u", entry->index)
                                : g_strdup_printf ("legend/hatch/%d", (int) entry->state);
  g_autofree char      *range_key = g_strconcat (key, "/range", NULL);
  g_autofree char      *count_key = g_strconcat (key, "/count", NULL);
  double                x = SWATCH + 11;

  if (entry->state == ZHIHUI_REGION_FILLED)
    zhihui_sketch_rect (sketch,
                        key,
                        0,
                        y - SWATCH_HEIGHT / 2,
                        SWATCH,
                        SWATCH_HEIGHT,
                        get_seen_fill (self, entry->fill));
  else
    draw_hatched (self, key, entry->state, 0, y - SWATCH_HEIGHT / 2);
  if (entry->is_withheld) /* hardly lighter than the ground: below every class */
    zhihui_marks_add_box (sketch->picture,
                          "legend/withheld/border",
                          0.5 * sketch->u,
                          (y - SWATCH_HEIGHT / 2 + 0.5) * sketch->u,
                          (SWATCH - 1) * sketch->u,
                          (SWATCH_HEIGHT - 1) * sketch->u,
                          0,
                          sketch->u,
                          0,
                          sketch->palette->line2);
  zhihui_sketch_text (
    sketch, range_key, range, &style, x, y, ZHIHUI_ALIGN_LEFT, self->range_width + 2);
  zhihui_sketch_text (sketch,
                      count_key,
                      count,
                      &note,
                      x + self->range_width + 14,
                      y + ZHIHUI_MIDDLE_TO_BASELINE * (LEGEND - ZHIHUI_MAP_NAME),
                      ZHIHUI_ALIGN_LEFT,
                      self->count_width + 2);
}

static double
get_entries_width (const ZhihuiMapLegend *self)
{
  return SWATCH + 11 + self->range_width + 14 + self->count_width;
}

static void
measure_widths (ZhihuiMapLegend *self)
{
  ZhihuiSketch         *sketch = self->sketch;
  const ZhihuiMapLooks *looks = self->chart->looks;
  ZhihuiStyle           style = make_range_style (sketch), note = make_note_style (sketch);

  self->range_width = self->count_width = 0;
  for (guint i = 0; i < looks->n_entries; i++)
    {
      g_autofree char *range = zhihui_map_chart_describe_entry (self->chart, i);
      g_autofree char *count = make_count (self, &looks->entries[i]);

      self->range_width = MAX (self->range_width, zhihui_sketch_measure (sketch, range, &style));
      self->count_width = MAX (self->count_width, zhihui_sketch_measure (sketch, count, &note));
    }
}

/* At the bottom left. What they take the map has not: then numbers go without words. */
static void
measure_entries (ZhihuiMapLegend *self)
{
  ZhihuiSketch *sketch = self->sketch;
  double        height = LEGEND_PITCH * self->chart->looks->n_entries;

  measure_widths (self);
  if (get_entries_width (self) > MOST_ENTRIES * sketch->width)
    {
      self->counts_alone = TRUE;
      measure_widths (self);
    }
  self->entries =
    (ZhihuiMapBox){ 0, sketch->height - 5 - height, get_entries_width (self), height + 5 };
}

/* ---- whose map it is ---- */

/* Which region has no place on the map and its figure; of more, how many they are. */
static char *
make_shapeless_note (const ZhihuiMapChart *chart)
{
  const ZhihuiMapLooks *looks = chart->looks;
  g_autofree char      *text = NULL;

  if (looks->n_shapeless != 1)
    return g_strdup_printf (
      ngettext ("not on this map: %u region", "not on this map: %u regions", looks->n_shapeless),
      looks->n_shapeless);

  text = zhihui_map_reading_format (chart->reading, looks->first_shapeless);
  /* Translators: name and figure of a region of which no border is known */
  return g_strdup_printf (
    C_ ("map", "not on this map: %s %s"), looks->first_shapeless->region->name, text);
}

/* From the top: what it does not show, whose it is, its review number, that it is none. */
static GPtrArray *
make_notes (const ZhihuiMapLegend *self)
{
  const ZhihuiMesh *mesh = self->chart->mesh;
  const char       *attribution = zhihui_mesh_get_attribution (mesh);
  const char       *number = zhihui_mesh_get_review_number (mesh);
  GPtrArray        *notes = g_ptr_array_new_with_free_func (g_free);

  if (self->chart->looks->n_shapeless > 0)
    g_ptr_array_add (notes, make_shapeless_note (self->chart));
  if (attribution != NULL && *attribution != '\0')
    /* Translators: whose outlines they are */
    g_ptr_array_add (notes, g_strdup_printf (C_ ("map", "Borders: %s"), attribution));
  if (number != NULL && *number != '\0')
    /* Translators: number under which the authority has reviewed this map: 审图号 */
    g_ptr_array_add (notes, g_strdup_printf (C_ ("map", "Review number %s"), number));
  if (zhihui_mesh_is_schematic (mesh))
    g_ptr_array_add (notes, g_strdup (C_ ("map", "schematic")));
  if (zhihui_theme_get_kind (self->sketch->theme) == ZHIHUI_THEME_PAPER &&
      self->sketch->zone != NULL)
    {
      g_autofree char *time =
        zhihui_format_date_time (self->sketch->zone, self->chart->reading->figures->stamp.as_of);

      g_ptr_array_add (notes, g_strdup_printf (C_ ("map", "as of %s"), time));
    }
  return notes;
}

static void
measure_notes (ZhihuiMapLegend *self)
{
  g_autoptr (GPtrArray) notes = make_notes (self);
  ZhihuiStyle style = make_note_style (self->sketch);
  double      width = 0, height = NOTE_PITCH * notes->len;

  for (guint i = 0; i < notes->len; i++)
    width = MAX (width, zhihui_sketch_measure (self->sketch, notes->pdata[i], &style));
  self->notes = (ZhihuiMapBox){ 0,
                                self->entries.y - height - (height > 0 ? 4 : 0),
                                MIN (width, self->sketch->width * 0.6),
                                height };
}

static void
draw_notes (ZhihuiMapLegend *self)
{
  g_autoptr (GPtrArray) notes = make_notes (self);
  ZhihuiStyle style = make_note_style (self->sketch);

  for (guint i = 0; i < notes->len; i++)
    {
      g_autofree char *key = g_strdup_printf ("note/%u", i);

      zhihui_sketch_text (self->sketch,
                          key,
                          notes->pdata[i],
                          &style,
                          0,
                          self->notes.y + NOTE_PITCH * (i + 0.5),
                          ZHIHUI_ALIGN_LEFT,
                          self->notes.width + 2);
    }
}

/* ---- signs ---- */

static char *
make_meaning (gboolean kept, gboolean is_short)
{
  const char *word = kept ? C_ ("key", "hollow") : C_ ("key", "amber");
  const char *meaning = kept ? C_ ("key", "kept, not of now")
                        : is_short
                          ? C_ ("key", "significantly worse")
                          : C_ ("key", "significantly worse than its peers (95 percent interval)");

  return g_strconcat (ZHIHUI_STRONG, word, ZHIHUI_STRONG, " ", meaning, NULL);
}

static ZhihuiStyle
make_key_style (ZhihuiSketch *sketch)
{
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          style = zhihui_sketch_style (ZHIHUI_MAP_NAME, 400, palette->text2);

  style.strong_weight = 400;
  style.strong_colour = zhihui_sketch_choose (sketch, palette->attention, palette->text1);
  return style;
}

static gboolean
is_on_wall (const ZhihuiMapLegend *self)
{
  return zhihui_theme_get_kind (self->sketch->theme) == ZHIHUI_THEME_WALL;
}

static gboolean
shows_overdue (const ZhihuiMapLegend *self)
{
  ZhihuiBoard board = self->chart->reading->board;

  return !self->chart->reading->hides_overdue &&
         (board == ZHIHUI_BOARD_VOLUME || board == ZHIHUI_BOARD_OVERDUE);
}

static guint
count_alerts (const ZhihuiMapLegend *self)
{
  guint n = 0;

  for (guint i = 0; i < self->chart->looks->n; i++)
    n += self->chart->looks->looks[i].alert;
  return n;
}

/* Two lines at the bottom right: what the signs mean here, and on a wall how colours are meant
 * beside the map, or that nothing is of now. Their place does not change with the state, so that
 * the map stays where it is. */
static void
measure_key (ZhihuiMapLegend *self)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiStyle      style = make_key_style (sketch);
  g_autofree char *meaning = make_meaning (FALSE, FALSE);
  g_autofree char *kept = make_meaning (TRUE, FALSE);
  double           width = KEY_SIGN + zhihui_sketch_measure (sketch, meaning, &style);
  double           height = is_on_wall (self) ? 54 : 27;

  self->key_is_short =
    width > MOST_KEY * sketch->width || width + self->entries.width > MOST_BOTH * sketch->width;
  if (self->key_is_short)
    {
      g_free (meaning);
      meaning = make_meaning (FALSE, TRUE);
      width = KEY_SIGN + zhihui_sketch_measure (sketch, meaning, &style);
    }
  width = MAX (width, zhihui_sketch_measure (sketch, kept, &style));
  if (!self->has_boards)
    width = zhihui_sketch_measure (sketch, kept, &style);
  /* Beside the entries there may be no room for words. */
  self->hides_meaning = width > sketch->width - self->entries.width - 12;
  if (!is_on_wall (self) || self->hides_meaning)
    width = shows_overdue (self) || count_alerts (self) > 0 ? 190 : 0;
  self->key =
    (ZhihuiMapBox){ sketch->width - width, sketch->height - height, width, width > 0 ? height : 0 };
}

/* A sign and what it means, up to @right; returns where the next one ends. */
static double
draw_sign (ZhihuiMapLegend        *self,
           const char             *name,
           const char             *words,
           const ZhihuiSymbolLook *look,
           double                  right,
           double                  y)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiStyle      style = make_key_style (sketch);
  g_autofree char *key = g_strconcat ("key/", name, NULL);
  g_autofree char *sign_key = g_strconcat (key, "/sign", NULL);
  double           u = sketch->u;
  double           width =
    zhihui_sketch_text (sketch, key, words, &style, right, y, ZHIHUI_ALIGN_RIGHT, sketch->width);

  if (look != NULL)
    zhihui_marks_add_symbol (
      sketch->picture, sign_key, look, (right - width - 17) * u, y * u, 18 * u);
  return right - width - KEY_SIGN - 16;
}

/* Outlined as the region is. */
static void
draw_alert_key (ZhihuiMapLegend *self, double right, double y)
{
  ZhihuiSketch    *sketch = self->sketch;
  double           u = sketch->u, left;
  g_autofree char *count = g_strdup_printf ("%u", count_alerts (self));
  g_autofree char *words = g_strdup_printf (C_ ("map", "alert %s"), count);

  left = draw_sign (self, "alert", words, NULL, right, y) + 16;
  zhihui_marks_add_box (
    sketch->picture,
    "key/alert/box",
    left * u,
    (y - 8) * u,
    20 * u,
    16 * u,
    0,
    3.5 * u,
    0,
    zhihui_sketch_choose (sketch, sketch->palette->attention, sketch->palette->mute));
}

static void
draw_key (ZhihuiMapLegend *self)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiSymbolLook     look = {
        .symbol = ZHIHUI_SYMBOL_DIAMOND,
        .hollow = sketch->kept,
        .colour = zhihui_sketch_choose (sketch, palette->attention, palette->hollow_small),
  };
  double right = sketch->width, y = sketch->height - 15;

  if (is_on_wall (self) && !self->hides_meaning && (self->has_boards || sketch->kept))
    {
      g_autofree char *meaning = make_meaning (sketch->kept, self->key_is_short);

      draw_sign (self, "colour", meaning, sketch->kept ? NULL : &look, right, y);
      y -= 27;
    }
  if (shows_overdue (self))
    {
      g_autofree char *count = zhihui_format_count (self->chart->reading->n_overdue);
      g_autofree char *overdue = g_strdup_printf (C_ ("map", "overdue %s"), count);

      right = draw_sign (
        self, "overdue", overdue, self->chart->reading->n_overdue > 0 ? &look : NULL, right, y);
    }
  if (count_alerts (self) > 0)
    draw_alert_key (self, right, y);
}

/**
 * zhihui_map_legend_measure:
 * @self: with sketch and chart
 */
void
zhihui_map_legend_measure (ZhihuiMapLegend *self)
{
  measure_entries (self);
  measure_notes (self);
  measure_key (self);
  self->points.sketch = self->sketch;
  self->points.beside[0] = self->entries;
  self->points.beside[1] = self->notes;
  zhihui_map_key_measure (&self->points, self->sketch->height - MAX (self->key.height, 5) - 6);
}

/**
 * zhihui_map_legend_list_boxes:
 * @boxes: (out): px: where it stands
 *
 * Returns: how many there are
 */
guint
zhihui_map_legend_list_boxes (const ZhihuiMapLegend *self,
                              ZhihuiMapBox           boxes[ZHIHUI_MAP_LEGEND_BOXES])
{
  const ZhihuiMapBox *own[] = { &self->entries, &self->notes, &self->key, &self->points.box };
  double              u = self->sketch->u;
  guint               n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (own[i]->width > 0 && own[i]->height > 0)
      boxes[n++] =
        (ZhihuiMapBox){ own[i]->x * u, own[i]->y * u, own[i]->width * u, own[i]->height * u };
  return n;
}

void
zhihui_map_legend_draw (ZhihuiMapLegend *self)
{
  for (guint i = 0; i < self->chart->looks->n_entries; i++)
    draw_entry (self, i, self->entries.y + LEGEND_PITCH * i + 11);
  draw_notes (self);
  draw_key (self);
  zhihui_map_key_draw (&self->points);
}

void
zhihui_map_legend_clear (ZhihuiMapLegend *self)
{
  zhihui_map_key_clear (&self->points);
}
