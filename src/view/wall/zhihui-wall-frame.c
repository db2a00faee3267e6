/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-frame.h"

#include "zhihui-wall-input.h"

/**
 * ZhihuiWallFrame:
 *
 * What one window of the wall holds: a page or the part of it that one screen of several shows, the
 * strip above it, the curtain in front.
 */
struct _ZhihuiWallFrame
{
  GtkWidget parent_instance;

  GtkWidget      *view, *strip, *curtain; /* owned as children */
  ZhihuiWallPage *sheet;                  /* owned: has the theme of strip and curtain */
  double          unit;                   /* px; 0: by the size */
  GdkRectangle    part;                   /* px of the page; @width 0: the whole of it.
                                             x, y: where this window is; width, height: of the page */
  ZhihuiSeams     seams;                  /* px of the page */
  gboolean        is_curtained;
  ZhihuiWallStrip told; /* what the strip tells; owns its strings */
};

G_DEFINE_FINAL_TYPE (ZhihuiWallFrame, zhihui_wall_frame, GTK_TYPE_WIDGET)

static void
draw_strip (ZhihuiWallFrame *self)
{
  g_autoptr (ZhihuiPicture) picture = NULL;

  if (self->sheet == NULL)
    return;

  picture =
    zhihui_wall_strip_draw (zhihui_wall_page_get_theme (self->sheet),
                            &self->told,
                            zhihui_wall_strip_find_width (zhihui_wall_page_get_theme (self->sheet),
                                                          zhihui_wall_page_get_width (self->sheet),
                                                          &self->seams));
  zhihui_panel_view_set_picture (ZHIHUI_PANEL_VIEW (self->strip), picture, ZHIHUI_CHANGE_CUT);
  gtk_widget_set_child_visible (self->strip, picture != NULL && !self->is_curtained);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* A child that is not to be seen is still told; one that is not visible has no size. */
static void
hide_from_readers (GtkWidget *widget, gboolean hidden)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, hidden, -1);
}

static void
draw_curtain (ZhihuiWallFrame *self, gint64 now_us)
{
  ZhihuiSituation *situation = zhihui_wall_view_get_situation (ZHIHUI_WALL_VIEW (self->view));
  g_autoptr (ZhihuiPicture) picture = NULL;

  if (self->is_curtained && self->sheet != NULL)
    picture = zhihui_wall_curtain_draw (zhihui_wall_page_get_theme (self->sheet),
                                        gtk_widget_get_width (GTK_WIDGET (self)),
                                        gtk_widget_get_height (GTK_WIDGET (self)),
                                        situation,
                                        zhihui_wall_input_tell_now (situation, now_us));
  zhihui_panel_view_set_picture (ZHIHUI_PANEL_VIEW (self->curtain), picture, ZHIHUI_CHANGE_CUT);
}

static void
prepare_sheet (ZhihuiWallFrame *self, int width, int height)
{
  g_autoptr (ZhihuiWallPage) old = NULL; /* its theme lives until the pictures are replaced */
  g_autoptr (ZhihuiWallPage) sheet = NULL;

  if (self->sheet != NULL && zhihui_wall_page_get_width (self->sheet) == width &&
      zhihui_wall_page_get_height (self->sheet) == height)
    return;
  sheet = zhihui_wall_page_new ("overview", width, height, self->unit, NULL);
  if (sheet == NULL)
    return;

  old = g_steal_pointer (&self->sheet);
  self->sheet = g_steal_pointer (&sheet);
  draw_strip (self);
  draw_curtain (self, g_get_monotonic_time ());
}

static gboolean
is_past (ZhihuiWallFrame *self)
{
  ZhihuiSituation *situation = zhihui_wall_view_get_situation (ZHIHUI_WALL_VIEW (self->view));

  return situation != NULL && zhihui_situation_is_past (situation);
}

static void
zhihui_wall_frame_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZhihuiWallFrame *self = ZHIHUI_WALL_FRAME (widget);
  ZhihuiPicture   *strip;
  GdkRectangle     page = { 0, 0, width, height };

  if (width < 1 || height < 1)
    return;
  if (self->part.width > 0)
    page = (GdkRectangle){ -self->part.x, -self->part.y, self->part.width, self->part.height };

  prepare_sheet (self, page.width, page.height);
  gtk_widget_size_allocate (self->view, &page, -1);
  gtk_widget_size_allocate (self->curtain, &(GdkRectangle){ 0, 0, width, height }, -1);
  strip = zhihui_panel_view_get_picture (ZHIHUI_PANEL_VIEW (self->strip));
  if (strip != NULL)
    {
      int x, y;

      zhihui_wall_strip_place (
        zhihui_theme_get_unit (zhihui_wall_page_get_theme (self->sheet)), is_past (self), &x, &y);
      page.x += x;
      page.y += y;
      page.width = (int) zhihui_picture_get_width (strip);
      page.height = (int) zhihui_picture_get_height (strip);
      gtk_widget_size_allocate (self->strip, &page, -1);
    }
}

static void
zhihui_wall_frame_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  gtk_widget_measure (ZHIHUI_WALL_FRAME (widget)->view,
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
}

/* Around the page, not the window: screens that share a page share its frame. */
static void
zhihui_wall_frame_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZhihuiWallFrame      *self = ZHIHUI_WALL_FRAME (widget);
  cairo_rectangle_int_t bars[4];
  const ZhihuiTheme    *theme;
  const ZhihuiRgba     *band;
  GdkRGBA               colour;

  GTK_WIDGET_CLASS (zhihui_wall_frame_parent_class)->snapshot (widget, snapshot);
  if (self->sheet == NULL || self->is_curtained || !is_past (self))
    return;

  theme = zhihui_wall_page_get_theme (self->sheet);
  band = &zhihui_theme_get_palette (theme)->band;
  colour = (GdkRGBA){ (float) band->red, (float) band->green, (float) band->blue, 1.0F };
  zhihui_wall_past_frame_place (zhihui_theme_get_unit (theme),
                                zhihui_wall_page_get_width (self->sheet),
                                zhihui_wall_page_get_height (self->sheet),
                                bars);
  for (gsize i = 0; i < G_N_ELEMENTS (bars); i++)
    gtk_snapshot_append_color (snapshot,
                               &colour,
                               &GRAPHENE_RECT_INIT ((float) (bars[i].x - self->part.x),
                                                    (float) (bars[i].y - self->part.y),
                                                    (float) bars[i].width,
                                                    (float) bars[i].height));
}

static void
zhihui_wall_frame_dispose (GObject *object)
{
  ZhihuiWallFrame *self = ZHIHUI_WALL_FRAME (object);

  g_clear_pointer (&self->view, gtk_widget_unparent);
  g_clear_pointer (&self->strip, gtk_widget_unparent);
  g_clear_pointer (&self->curtain, gtk_widget_unparent);

  G_OBJECT_CLASS (zhihui_wall_frame_parent_class)->dispose (object);
}

static void
zhihui_wall_frame_finalize (GObject *object)
{
  ZhihuiWallFrame *self = ZHIHUI_WALL_FRAME (object);

  g_clear_pointer (&self->sheet, zhihui_wall_page_free);
  zhihui_wall_strip_clear (&self->told);

  G_OBJECT_CLASS (zhihui_wall_frame_parent_class)->finalize (object);
}

static void
zhihui_wall_frame_class_init (ZhihuiWallFrameClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zhihui_wall_frame_dispose;
  object_class->finalize = zhihui_wall_frame_finalize;
  widget_class->measure = zhihui_wall_frame_measure;
  widget_class->size_allocate = zhihui_wall_frame_size_allocate;
  widget_class->snapshot = zhihui_wall_frame_snapshot;
}

static void
zhihui_wall_frame_init (ZhihuiWallFrame *self)
{
  self->view = zhihui_wall_view_new ();
  self->strip = zhihui_panel_view_new ();
  self->curtain = zhihui_panel_view_new ();
  gtk_widget_set_parent (self->view, GTK_WIDGET (self));
  gtk_widget_set_parent (self->strip, GTK_WIDGET (self));
  gtk_widget_set_parent (self->curtain, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->strip, FALSE);
  gtk_widget_set_child_visible (self->curtain, FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * zhihui_wall_frame_new:
 *
 * Returns: (transfer floating): a page with nothing before it
 */
GtkWidget *
zhihui_wall_frame_new (void)
{
  return g_object_new (ZHIHUI_TYPE_WALL_FRAME, NULL);
}

/**
 * zhihui_wall_frame_get_view:
 *
 * Returns: (transfer none): the page
 */
ZhihuiWallView *
zhihui_wall_frame_get_view (ZhihuiWallFrame *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_FRAME (self), NULL);

  return ZHIHUI_WALL_VIEW (self->view);
}

/**
 * zhihui_wall_frame_get_strip:
 *
 * Returns: (transfer none): what stands above the page
 */
ZhihuiPanelView *
zhihui_wall_frame_get_strip (ZhihuiWallFrame *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_FRAME (self), NULL);

  return ZHIHUI_PANEL_VIEW (self->strip);
}

/**
 * zhihui_wall_frame_get_curtain:
 *
 * Returns: (transfer none): what hides the page; without a picture while it does not
 */
ZhihuiPanelView *
zhihui_wall_frame_get_curtain (ZhihuiWallFrame *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_FRAME (self), NULL);

  return ZHIHUI_PANEL_VIEW (self->curtain);
}

/**
 * zhihui_wall_frame_set_unit:
 * @unit: px of a layout unit; 0 fills the size
 */
void
zhihui_wall_frame_set_unit (ZhihuiWallFrame *self, double unit)
{
  g_return_if_fail (ZHIHUI_IS_WALL_FRAME (self));

  self->unit = unit;
  zhihui_wall_view_set_unit (ZHIHUI_WALL_VIEW (self->view), unit);
}

/**
 * zhihui_wall_frame_set_part:
 * @part: (nullable): a page that is larger than the window, @width by @height px, of which the
 * window shows what begins at @x, @y; %NULL: the page is as large as the window
 * @seams: (nullable): px of the page; what is not seen of it between monitors
 */
void
zhihui_wall_frame_set_part (ZhihuiWallFrame    *self,
                            const GdkRectangle *part,
                            const ZhihuiSeams  *seams)
{
  g_return_if_fail (ZHIHUI_IS_WALL_FRAME (self));

  self->part = part != NULL ? *part : (GdkRectangle){ 0 };
  self->seams = seams != NULL ? *seams : (ZhihuiSeams){ 0 };
  zhihui_wall_view_set_seams (ZHIHUI_WALL_VIEW (self->view), &self->seams);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * zhihui_wall_frame_tell:
 * @strip: copied: why the page is the one that is seen
 */
void
zhihui_wall_frame_tell (ZhihuiWallFrame *self, const ZhihuiWallStrip *strip)
{
  g_return_if_fail (ZHIHUI_IS_WALL_FRAME (self) && strip != NULL);

  if (self->told.is_held == strip->is_held && self->told.is_pinned == strip->is_pinned &&
      g_strcmp0 (self->told.interruption, strip->interruption) == 0 &&
      g_strcmp0 (self->told.next, strip->next) == 0)
    return;

  zhihui_wall_strip_clear (&self->told);
  self->told = zhihui_wall_strip_dup (strip);
  draw_strip (self);
}

/**
 * zhihui_wall_frame_set_curtained:
 *
 * Hides the page, also from screen readers, or shows it as it is by now.
 */
void
zhihui_wall_frame_set_curtained (ZhihuiWallFrame *self, gboolean curtained)
{
  gint64 now_us = g_get_monotonic_time ();

  g_return_if_fail (ZHIHUI_IS_WALL_FRAME (self));

  if (self->is_curtained == curtained)
    return;

  self->is_curtained = curtained;
  if (!curtained)
    zhihui_wall_view_pass_time (ZHIHUI_WALL_VIEW (self->view), now_us);
  draw_curtain (self, now_us);
  draw_strip (self);
  gtk_widget_set_child_visible (self->view, !curtained);
  hide_from_readers (self->view, curtained);
  hide_from_readers (self->strip, curtained);
  gtk_widget_set_child_visible (self->curtain, curtained);
}

/**
 * zhihui_wall_frame_is_curtained:
 */
gboolean
zhihui_wall_frame_is_curtained (ZhihuiWallFrame *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_FRAME (self), FALSE);

  return self->is_curtained;
}

/**
 * zhihui_wall_frame_pass_time:
 * @now_us: monotonic clock
 *
 * The clock on the curtain; the page has its own.
 */
void
zhihui_wall_frame_pass_time (ZhihuiWallFrame *self, gint64 now_us)
{
  g_return_if_fail (ZHIHUI_IS_WALL_FRAME (self));

  if (self->is_curtained)
    draw_curtain (self, now_us);
}

/**
 * zhihui_wall_frame_copy:
 * @copy: (out caller-allocates): to be cleared
 *
 * What stands there now, of a part the whole page.
 */
void
zhihui_wall_frame_copy (ZhihuiWallFrame *self, ZhihuiWallCopy *copy)
{
  g_return_if_fail (ZHIHUI_IS_WALL_FRAME (self));

  zhihui_wall_view_copy (ZHIHUI_WALL_VIEW (self->view), copy);
  copy->is_dark = !gtk_widget_get_visible (GTK_WIDGET (self));
  copy->is_curtained = self->is_curtained;
  copy->strip = zhihui_wall_strip_dup (&self->told);
}
