/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "sample-situation.h"
#include "zhihui-language.h"
#include "zhihui-marks.h"
#include "zhihui-situation.h"

static const ZhihuiFont body = { .face = ZHIHUI_FACE_SANS, .size = 24, .weight = 400 };
static const ZhihuiRgba white = { 1, 1, 1, 1 };

static char *
describe_face (PangoLayout *layout, guint index)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  PangoLayoutRun  *run = NULL;
  char            *text;

  do
    {
      run = pango_layout_iter_get_run_readonly (iter);
      if (run != NULL && index-- == 0)
        break;
    }
  while (pango_layout_iter_next_run (iter));
  g_assert_nonnull (run);
  PangoFontDescription *description = pango_font_describe (run->item->analysis.font);
  text = g_strdup (pango_font_description_get_family (description));
  pango_font_description_free (description);
  pango_layout_iter_free (iter);
  return text;
}

static void
chinese_comes_from_the_simplified_face (void)
{
  static const ZhihuiFace faces[] = { ZHIHUI_FACE_SANS, ZHIHUI_FACE_DISPLAY, ZHIHUI_FACE_SERIF };

  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    {
      g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_WALL, 1);
      ZhihuiFont       font = { .face = faces[i], .size = 44, .weight = 700 };
      g_autofree char *family =
        describe_face (zhihui_theme_get_layout (theme, "直骨角", &font, 0), 0);

      /* 直 骨 角 have other forms in the Japanese face. */
      g_test_message ("%s", family);
      g_assert_true (g_str_has_suffix (family, "CJK SC"));
    }
}

static void
figures_are_of_one_width (void)
{
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_WALL, 1);
  ZhihuiFont large = { .face = ZHIHUI_FACE_DISPLAY, .size = 66, .weight = 600, .tracking = -0.5 };

  for (char digit = '1'; digit <= '9'; digit++)
    {
      char text[] = { digit, digit, digit, '\0' };

      g_assert_cmpfloat_with_epsilon (zhihui_theme_measure (theme, text, &body),
                                      zhihui_theme_measure (theme, "000", &body),
                                      0.01);
      g_assert_cmpfloat_with_epsilon (zhihui_theme_measure (theme, text, &large),
                                      zhihui_theme_measure (theme, "000", &large),
                                      0.01);
    }
}

static void
the_layouts_kept_are_bounded_and_right (void)
{
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_WALL, 1);
  double       before = zhihui_theme_measure (theme, "昆仑镇", &body);
  PangoLayout *kept = zhihui_theme_get_layout (theme, "kept", &body, 0);

  g_object_add_weak_pointer (G_OBJECT (kept), (gpointer *) &kept);
  g_assert_true (kept == zhihui_theme_get_layout (theme, "kept", &body, 0));
  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i);

      zhihui_theme_measure (theme, text, &body);
    }
  g_assert_null (kept);
  g_assert_cmpfloat_with_epsilon (zhihui_theme_measure (theme, "昆仑镇", &body), before, 0.001);
}

static void
a_long_text_is_cut_to_its_width (void)
{
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_WALL, 1);
  g_autoptr (ZhihuiPicture) picture = zhihui_picture_new (theme, 400, 100);
  double width;

  width = zhihui_picture_add_text (picture,
                                   "a",
                                   "淄川区松龄路街道办事处综合行政执法中队",
                                   &body,
                                   white,
                                   10,
                                   50,
                                   ZHIHUI_ALIGN_LEFT,
                                   120);
  g_assert_cmpfloat (width, <=, 120);
  g_assert_cmpfloat (zhihui_picture_find (picture, "a")->width, <=, 124);
  width =
    zhihui_picture_add_text (picture, "b", "12", &body, white, 200, 50, ZHIHUI_ALIGN_RIGHT, 120);
  g_assert_cmpfloat_with_epsilon (width, zhihui_theme_measure (theme, "12", &body), 0.01);
  g_assert_cmpfloat (
    zhihui_picture_find (picture, "b")->x + zhihui_picture_find (picture, "b")->width, <=, 201);
  g_assert_cmpfloat (zhihui_picture_find (picture, "b")->y, <, 50);
}

static void
a_second_key_of_the_same_name_is_kept_apart (void)
{
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_WALL, 1);
  g_autoptr (ZhihuiPicture) picture = zhihui_picture_new (theme, 400, 100);

  zhihui_picture_add_rect (picture, "row/u1/bar", 0, 0, 10, 10, white);
  zhihui_picture_add_rect (picture, "row/u1/bar", 0, 20, 10, 10, white);
  zhihui_picture_add_rect (picture, "row/u1/bar", 0, 40, 10, 10, white);
  g_assert_cmpuint (zhihui_picture_get_n_items (picture), ==, 3);
  g_assert_cmpfloat (zhihui_picture_find (picture, "row/u1/bar")->y, <, 1);
  g_assert_cmpfloat (zhihui_picture_find (picture, "row/u1/bar#3")->y, >, 39);
}

static void
looks_do_not_depend_on_the_place (void)
{
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_WALL, 1);
  g_autoptr (ZhihuiPicture) picture = zhihui_picture_new (theme, 400, 100);
  ZhihuiFont        hollow = body;
  ZhihuiSymbolLook  look = { .symbol = ZHIHUI_SYMBOL_DIAMOND, .colour = white };
  ZhihuiSymbolLook  other = { .symbol = ZHIHUI_SYMBOL_DOT, .colour = white };
  const ZhihuiItem *items[7];

  hollow.hollow = 1.35;
  zhihui_picture_add_text (picture, "0", "9", &body, white, 10.3, 50, ZHIHUI_ALIGN_LEFT, 0);
  zhihui_picture_add_text (picture, "1", "9", &body, white, 90, 80.6, ZHIHUI_ALIGN_RIGHT, 0);
  zhihui_picture_add_text (picture, "2", "8", &body, white, 10, 50, ZHIHUI_ALIGN_LEFT, 0);
  zhihui_picture_add_text (picture, "3", "9", &hollow, white, 10, 50, ZHIHUI_ALIGN_LEFT, 0);
  zhihui_marks_add_symbol (picture, "4", &look, 50, 50, 16);
  zhihui_marks_add_symbol (picture, "5", &look, 150, 20, 16);
  zhihui_marks_add_symbol (picture, "6", &other, 150, 20, 16);
  for (guint i = 0; i < 7; i++)
    items[i] = zhihui_picture_get_item (picture, i);
  g_assert_true (zhihui_item_looks_like (items[0], items[1]));
  g_assert_false (zhihui_item_looks_like (items[0], items[2]));
  g_assert_false (zhihui_item_looks_like (items[0], items[3]));
  g_assert_true (zhihui_item_looks_like (items[4], items[5]));
  g_assert_false (zhihui_item_looks_like (items[5], items[6]));
}

/* ---- pictures of the sample ---- */

typedef struct
{
  ZhihuiWallPage *page;
  ZhihuiPicture  *pictures[ZHIHUI_N_PANELS];
} Drawn;

static void
draw (Drawn *drawn, ZhihuiSituation *situation, const ZhihuiMoment *moment)
{
  guint              n;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (drawn->page, &n);

  for (guint i = 0; i < n; i++)
    drawn->pictures[places[i].panel] = zhihui_wall_page_draw_panel (
      drawn->page, places[i].number, situation, moment, places[i].width, places[i].height);
}

static void
clear_drawn (Drawn *drawn)
{
  for (int i = 0; i < ZHIHUI_N_PANELS; i++)
    g_clear_pointer (&drawn->pictures[i], zhihui_picture_unref);
}

static void
the_same_situation_leaves_nothing_to_repaint (void)
{
  for (int state = 0; state < SAMPLE_N_STATES; state++)
    {
      g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 3840, 1080, 0, NULL);
      ZhihuiMoment moment;
      g_autoptr (ZhihuiSituation) one = sample_situation_new ((SampleState) state, &moment);
      g_autoptr (ZhihuiSituation) other = sample_situation_new ((SampleState) state, &moment);
      Drawn a = { page }, b = { page };

      draw (&a, one, &moment);
      draw (&b, other, &moment);
      for (int i = ZHIHUI_PANEL_HEAD; i <= ZHIHUI_PANEL_ALERTS; i++)
        g_assert_cmpuint (
          zhihui_picture_get_hash (a.pictures[i]), ==, zhihui_picture_get_hash (b.pictures[i]));
      clear_drawn (&a);
      clear_drawn (&b);
    }
}

static guint
count_changes (ZhihuiPicture *before, ZhihuiPicture *after, GString *changed)
{
  guint n = 0;

  for (guint i = 0; i < zhihui_picture_get_n_items (after); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (after, i);
      const ZhihuiItem *old = zhihui_picture_find (before, item->key);

      if (old != NULL && zhihui_item_looks_like (old, item))
        continue;
      g_string_append_printf (changed, "%s ", item->key);
      n++;
    }
  return n;
}

static void
one_changed_figure_changes_its_own_items (void)
{
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) before = sample_situation_new (SAMPLE_FRESH, &moment);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (before);
  g_autoptr (ZhihuiSummary) summary =
    sample_summary_new (zhihui_situation_get_summary (before)->stamp.as_of);
  g_autoptr (ZhihuiSituation) after = NULL;
  g_autoptr (GString) changed = g_string_new (NULL);
  Drawn a = { page }, b = { page };

  summary->today = 215;
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_SUMMARY, summary);
  after = zhihui_situation_builder_finish (builder);
  draw (&a, before, &moment);
  draw (&b, after, &moment);
  for (int i = ZHIHUI_PANEL_HEAD; i <= ZHIHUI_PANEL_ALERTS; i++)
    count_changes (a.pictures[i], b.pictures[i], changed);
  g_assert_cmpstr (changed->str, ==, "kpi/today/figure ");
  clear_drawn (&a);
  clear_drawn (&b);
}

static void
swapped_rows_move_and_keep_their_looks (void)
{
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 3840, 1080, 0, NULL);
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) before = sample_situation_new (SAMPLE_FRESH, &moment);
  g_autoptr (ZhihuiSituation) after = sample_situation_new (SAMPLE_FRESH, &moment);
  ZhihuiRanking *ranking = zhihui_situation_get_ranking (after, ZHIHUI_BOARD_RETURN, "town");
  ZhihuiScore    first = ranking->scores[2];
  Drawn          a = { page }, b = { page };
  g_autoptr (GString) changed = g_string_new (NULL);
  const ZhihuiItem *old, *new;

  /* Nobody else holds this situation yet: two rows of it change places, figures and all. */
  ranking->scores[2] = ranking->scores[3];
  ranking->scores[3] = first;
  ranking->scores[2].rank = 3;
  ranking->scores[3].rank = 4;
  draw (&a, before, &moment);
  draw (&b, after, &moment);
  old = zhihui_picture_find (a.pictures[ZHIHUI_PANEL_RETURN], "row/u002/name");
  new = zhihui_picture_find (b.pictures[ZHIHUI_PANEL_RETURN], "row/u002/name");
  g_assert_cmpfloat_with_epsilon (new->y - old->y, 61, 0.01);
  g_assert_true (zhihui_item_looks_like (old, new));
  count_changes (a.pictures[ZHIHUI_PANEL_RETURN], b.pictures[ZHIHUI_PANEL_RETURN], changed);
  g_assert_cmpstr (changed->str, ==, "row/u004/rank row/u002/rank ");
  clear_drawn (&a);
  clear_drawn (&b);
}

/* ---- colours ---- */

static guint
count_pixels (SampleState state,
              gboolean (*is_meant) (int red, int green, int blue),
              ZhihuiPanel panel)
{
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = sample_situation_new (state, &moment);
  cairo_surface_t     *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1920, 1080);
  cairo_t             *cr = cairo_create (surface);
  guint                n_places, n = 0;
  const ZhihuiPlace   *places = zhihui_wall_page_get_places (page, &n_places);
  const unsigned char *pixels;

  zhihui_wall_page_paint (page, cr, situation, &moment);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface);
  for (guint i = 0; i < n_places; i++)
    for (int y = (int) places[i].y; places[i].panel == panel && y < places[i].y + places[i].height;
         y++)
      for (int x = (int) places[i].x; x < places[i].x + places[i].width; x++)
        {
          const guint32 *pixel =
            (const guint32 *) (gconstpointer) (pixels +
                                               y * cairo_image_surface_get_stride (surface)) +
            x;

          n += is_meant (*pixel >> 16 & 0xff, *pixel >> 8 & 0xff, *pixel & 0xff) ? 1 : 0;
        }
  cairo_surface_destroy (surface);
  return n;
}

static gboolean
is_amber (int red, int green, int blue)
{
  return red > 150 && red > blue + 90 && green > 80;
}

static gboolean
is_coloured (int red, int green, int blue)
{
  int most = MAX (red, MAX (green, blue)), least = MIN (red, MIN (green, blue));

  return most - least > 60;
}

static void
amber_is_where_something_needs_attention (void)
{
  static const ZhihuiPanel with[] = { ZHIHUI_PANEL_KPI,       ZHIHUI_PANEL_OVERDUE,
                                      ZHIHUI_PANEL_RETURN,    ZHIHUI_PANEL_SATISFIED,
                                      ZHIHUI_PANEL_DEADLINES, ZHIHUI_PANEL_HOT_WORDS,
                                      ZHIHUI_PANEL_ALERTS,    ZHIHUI_PANEL_MAP };
  static const ZhihuiPanel without[] = {
    ZHIHUI_PANEL_HEAD, ZHIHUI_PANEL_VOLUME, ZHIHUI_PANEL_CHANNELS, ZHIHUI_PANEL_MEETINGS
  };

  for (guint i = 0; i < G_N_ELEMENTS (with); i++)
    g_assert_cmpuint (count_pixels (SAMPLE_FRESH, is_amber, with[i]), >, 20);
  for (guint i = 0; i < G_N_ELEMENTS (without); i++)
    g_assert_cmpuint (count_pixels (SAMPLE_FRESH, is_amber, without[i]), ==, 0);
  /* Nothing to attend to: nothing amber. */
  for (int panel = 0; panel < ZHIHUI_N_PANELS; panel++)
    g_assert_cmpuint (count_pixels (SAMPLE_EMPTY, is_amber, (ZhihuiPanel) panel), ==, 0);
}

static void
nothing_kept_has_a_colour (void)
{
  for (int panel = 0; panel < ZHIHUI_N_PANELS; panel++)
    {
      g_assert_cmpuint (count_pixels (SAMPLE_STALE, is_coloured, (ZhihuiPanel) panel), ==, 0);
      g_assert_cmpuint (count_pixels (SAMPLE_OFFLINE, is_coloured, (ZhihuiPanel) panel), ==, 0);
    }
}

static void
kept_figures_are_hollow_and_fresh_ones_solid (void)
{
  static const char *const keys[] = { "kpi/month/figure", "kpi/returned/figure" };
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);

  for (int state = SAMPLE_FRESH; state <= SAMPLE_OFFLINE; state++)
    {
      ZhihuiMoment moment;
      g_autoptr (ZhihuiSituation) situation = sample_situation_new ((SampleState) state, &moment);
      gboolean kept = state >= SAMPLE_STALE;
      Drawn    drawn = { page };

      draw (&drawn, situation, &moment);
      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        {
          const ZhihuiItem *item = zhihui_picture_find (drawn.pictures[ZHIHUI_PANEL_KPI], keys[i]);

          g_assert_cmpfloat_with_epsilon (item->font.hollow, kept ? 2 : 0, 0.001);
        }
      g_assert_cmpfloat_with_epsilon (
        zhihui_picture_find (drawn.pictures[ZHIHUI_PANEL_OVERDUE], "row/u006/value")->font.hollow,
        kept ? 1.35 : 0,
        0.001);
      g_assert_cmpint (
        zhihui_picture_find (drawn.pictures[ZHIHUI_PANEL_VOLUME], "row/u001/bar")->kind,
        ==,
        kept ? ZHIHUI_ITEM_MARK : ZHIHUI_ITEM_RECT);
      clear_drawn (&drawn);
    }
}

/* However narrow its column is, a figure becomes smaller and loses no digit. */
static void
key_figures_are_whole_at_every_width (void)
{
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = sample_situation_new (SAMPLE_FRESH, &moment);
  guint n_figures = 0;

  for (double width = 500; width < 2200; width += 0.3)
    {
      g_autoptr (ZhihuiPicture) picture =
        zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_KPI, situation, &moment, width, 420);

      for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
        {
          const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

          if (item->kind != ZHIHUI_ITEM_TEXT || !g_str_has_suffix (item->key, "/figure"))
            continue;
          n_figures++;
          if (pango_layout_is_ellipsized (item->layout))
            g_error ("%s “%s” is cut at a width of %g", item->key, item->text, width);
        }
    }
  g_assert_cmpuint (n_figures, >, 7 * 1900);
}

/* What a widget keeps as a texture must be what the page shows. */
static void
an_item_alone_looks_as_on_the_page (void)
{
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_WALL, 1);
  g_autoptr (ZhihuiPicture) picture = zhihui_picture_new (theme, 200, 60);
  ZhihuiFont        font = { .face = ZHIHUI_FACE_DISPLAY, .size = 44, .weight = 600, .hollow = 2 };
  cairo_surface_t  *surfaces[2];
  const ZhihuiItem *item;

  zhihui_picture_add_text (picture, "a", "9,037", &font, white, 30.4, 45.2, ZHIHUI_ALIGN_LEFT, 0);
  item = zhihui_picture_find (picture, "a");
  for (int i = 0; i < 2; i++)
    {
      cairo_t *cr;

      surfaces[i] = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 200, 60);
      cr = cairo_create (surfaces[i]);
      if (i == 0)
        zhihui_picture_paint (picture, cr);
      else
        {
          cairo_translate (cr, item->x, item->y);
          zhihui_item_paint (item, theme, cr);
        }
      cairo_destroy (cr);
      cairo_surface_flush (surfaces[i]);
    }
  g_assert_cmpmem (cairo_image_surface_get_data (surfaces[0]),
                   (gsize) cairo_image_surface_get_stride (surfaces[0]) * 60,
                   cairo_image_surface_get_data (surfaces[1]),
                   (gsize) cairo_image_surface_get_stride (surfaces[1]) * 60);
  cairo_surface_destroy (surfaces[0]);
  cairo_surface_destroy (surfaces[1]);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/theme/chinese-comes-from-the-simplified-face",
                   chinese_comes_from_the_simplified_face);
  g_test_add_func ("/theme/figures-are-of-one-width", figures_are_of_one_width);
  g_test_add_func ("/theme/the-layouts-kept-are-bounded-and-right",
                   the_layouts_kept_are_bounded_and_right);
  g_test_add_func ("/picture/a-long-text-is-cut-to-its-width", a_long_text_is_cut_to_its_width);
  g_test_add_func ("/picture/a-second-key-of-the-same-name-is-kept-apart",
                   a_second_key_of_the_same_name_is_kept_apart);
  g_test_add_func ("/picture/looks-do-not-depend-on-the-place", looks_do_not_depend_on_the_place);
  g_test_add_func ("/picture/key-figures-are-whole-at-every-width",
                   key_figures_are_whole_at_every_width);
  g_test_add_func ("/picture/an-item-alone-looks-as-on-the-page",
                   an_item_alone_looks_as_on_the_page);
  g_test_add_func ("/picture/the-same-situation-leaves-nothing-to-repaint",
                   the_same_situation_leaves_nothing_to_repaint);
  g_test_add_func ("/picture/one-changed-figure-changes-its-own-items",
                   one_changed_figure_changes_its_own_items);
  g_test_add_func ("/picture/swapped-rows-move-and-keep-their-looks",
                   swapped_rows_move_and_keep_their_looks);
  g_test_add_func ("/picture/amber-is-where-something-needs-attention",
                   amber_is_where_something_needs_attention);
  g_test_add_func ("/picture/nothing-kept-has-a-colour", nothing_kept_has_a_colour);
  g_test_add_func ("/picture/kept-figures-are-hollow-and-fresh-ones-solid",
                   kept_figures_are_hollow_and_fresh_ones_solid);
  return g_test_run ();
}
