/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-panel-slot.h"

#include <math.h>

/* Device pixels around an item, for ink that antialiasing carries over its box. */
#define MARGIN 2

/* A fade goes in steps: with more of them nobody sees a difference, but each is a frame. */
#define FADE_STEPS 8

/* All that decides the pixels of a frame. */
typedef struct
{
  ZhihuiPose pose;
  double     presence; /* 0 invisible … 1 */
  double     share;    /* of the cross-fade from the old look */
} Shown;

struct _ZhihuiSlot
{
  char            *key; /* owned */
  ZhihuiItemKind   kind;
  guint64          hash;
  ZhihuiGlide      glide;
  cairo_surface_t *look;         /* owned, with a margin; NULL for rectangles and blanks */
  cairo_surface_t *old_look;     /* owned; NULL when nothing fades from another */
  double           old_x, old_y; /* px, place of the old look against that of the new */
  gint64           look_us, look_duration_us;

  double   presence_from, presence_to;
  gint64   presence_us, presence_duration_us;
  gboolean leaving;

  Shown           shown;    /* in the last frame */
  gboolean        is_shown; /* there was one with these looks */
  graphene_rect_t box;      /* px of the panel: where the last frame has paint of it */
};

static ZhihuiPose
pose_of (const ZhihuiItem *item)
{
  ZhihuiPose pose = { item->x, item->y, item->width, item->height, item->colour };

  return pose;
}

static cairo_surface_t *
paint_look (const ZhihuiItem *item, const ZhihuiTheme *theme, int scale)
{
  double           margin = (double) MARGIN / scale;
  cairo_surface_t *surface;
  cairo_t         *cr;

  if (item->kind == ZHIHUI_ITEM_RECT || item->width <= 0.0 || item->height <= 0.0)
    return NULL;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                        (int) ceil (item->width * scale) + 2 * MARGIN,
                                        (int) ceil (item->height * scale) + 2 * MARGIN);
  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  cairo_translate (cr, margin, margin);
  zhihui_item_paint (item, theme, cr);
  cairo_destroy (cr);

  return surface;
}

static double
fade_share (gint64 start_us, gint64 duration_us, gint64 now_us)
{
  return floor (zhihui_glide_share (start_us, duration_us, now_us) * FADE_STEPS) / FADE_STEPS;
}

static double
presence_at (ZhihuiSlot *self, gint64 now_us)
{
  double share = fade_share (self->presence_us, self->presence_duration_us, now_us);

  return self->presence_from + (self->presence_to - self->presence_from) * share;
}

static void
set_presence (ZhihuiSlot *self, double from, double to, const ZhihuiSlotChange *change)
{
  self->presence_from = from;
  self->presence_to = to;
  self->presence_us = change->now_us;
  self->presence_duration_us = change->fade_us;
}

/**
 * zhihui_slot_new:
 * @theme: the theme of the item's picture
 *
 * Returns: (transfer full): an item that fades in at its place
 */
ZhihuiSlot *
zhihui_slot_new (const ZhihuiItem *item, const ZhihuiTheme *theme, const ZhihuiSlotChange *change)
{
  ZhihuiSlot *self = g_new0 (ZhihuiSlot, 1);
  ZhihuiPose  pose = pose_of (item);

  self->key = g_strdup (item->key);
  self->kind = item->kind;
  self->hash = item->hash;
  self->look = paint_look (item, theme, change->scale);
  zhihui_glide_rest (&self->glide, &pose);
  set_presence (self, 0.0, 1.0, change);

  return self;
}

/**
 * zhihui_slot_free:
 */
void
zhihui_slot_free (ZhihuiSlot *self)
{
  g_clear_pointer (&self->look, cairo_surface_destroy);
  g_clear_pointer (&self->old_look, cairo_surface_destroy);
  g_free (self->key);
  g_free (self);
}

/**
 * zhihui_slot_get_key:
 *
 * Returns: the key of the item it shows
 */
const char *
zhihui_slot_get_key (ZhihuiSlot *self)
{
  return self->key;
}

/* The old look stays where it stood, or goes along when the row moves. */
static void
change_look (ZhihuiSlot             *self,
             const ZhihuiItem       *item,
             const ZhihuiTheme      *theme,
             const ZhihuiSlotChange *change,
             const ZhihuiPose       *here)
{
  ZhihuiPose pose = pose_of (item);
  ZhihuiPose start = pose;

  g_clear_pointer (&self->old_look, cairo_surface_destroy);
  self->old_look = g_steal_pointer (&self->look);
  self->look = paint_look (item, theme, change->scale);
  self->hash = item->hash;
  self->kind = item->kind;
  self->old_x = here->x - pose.x;
  self->old_y = self->glide.to.y - pose.y;
  self->is_shown = FALSE;
  self->look_us = change->now_us;
  self->look_duration_us = change->fade_us;

  if (fabs (self->old_y) < 1.0)
    {
      zhihui_glide_rest (&self->glide, &pose);
      return;
    }

  self->old_y = 0.0;
  start.y = here->y;
  zhihui_glide_rest (&self->glide, &start);
  zhihui_glide_go (&self->glide, &pose, change->now_us, change->move_us);
}

/**
 * zhihui_slot_show:
 * @item: of the same key
 * @theme: the theme of the item's picture
 *
 * Lets the item go to its new place and its new looks.
 *
 * Returns: whether anything changes
 */
gboolean
zhihui_slot_show (ZhihuiSlot             *self,
                  const ZhihuiItem       *item,
                  const ZhihuiTheme      *theme,
                  const ZhihuiSlotChange *change)
{
  ZhihuiPose pose = pose_of (item);
  ZhihuiPose here;
  gboolean   is_rect = item->kind == ZHIHUI_ITEM_RECT && self->kind == ZHIHUI_ITEM_RECT;

  if (self->leaving)
    {
      self->leaving = FALSE;
      set_presence (self, presence_at (self, change->now_us), 1.0, change);
    }
  else if ((is_rect || (item->kind == self->kind && item->hash == self->hash)) &&
           zhihui_pose_equal (&pose, &self->glide.to))
    {
      return FALSE;
    }

  zhihui_glide_look (&self->glide, change->now_us, &here);
  if (is_rect || (item->kind == self->kind && item->hash == self->hash))
    zhihui_glide_go (&self->glide, &pose, change->now_us, change->move_us);
  else
    change_look (self, item, theme, change, &here);

  return TRUE;
}

/**
 * zhihui_slot_leave:
 *
 * The picture no longer has this item: it fades out where it is.
 */
void
zhihui_slot_leave (ZhihuiSlot *self, const ZhihuiSlotChange *change)
{
  if (self->leaving)
    return;

  self->leaving = TRUE;
  set_presence (self, presence_at (self, change->now_us), 0.0, change);
}

/**
 * zhihui_slot_is_leaving:
 *
 * Returns: whether it is only still here to fade out
 */
gboolean
zhihui_slot_is_leaving (ZhihuiSlot *self)
{
  return self->leaving;
}

/**
 * zhihui_slot_look:
 * @pose: (out): where it is at @now_us
 * @presence: (out): 0 invisible … 1
 */
void
zhihui_slot_look (ZhihuiSlot *self, gint64 now_us, ZhihuiPose *pose, double *presence)
{
  zhihui_glide_look (&self->glide, now_us, pose);
  *presence = presence_at (self, now_us);
}

static double
snap (double value, int scale)
{
  return floor (value * scale + 0.5) / scale;
}

static gboolean
shown_equal (const Shown *a, const Shown *b)
{
  return zhihui_pose_equal (&a->pose, &b->pose) && fabs (a->presence - b->presence) < 1e-6 &&
         fabs (a->share - b->share) < 1e-6;
}

static void
get_look_box (cairo_surface_t *look, double x, double y, graphene_rect_t *box)
{
  double scale, scale_y;

  cairo_surface_get_device_scale (look, &scale, &scale_y);
  graphene_rect_init (box,
                      (float) (x - MARGIN / scale),
                      (float) (y - MARGIN / scale),
                      (float) (cairo_image_surface_get_width (look) / scale),
                      (float) (cairo_image_surface_get_height (look) / scale));
}

static graphene_rect_t
compute_box (ZhihuiSlot *self)
{
  const ZhihuiPose *pose = &self->shown.pose;
  graphene_rect_t   box = GRAPHENE_RECT_INIT (
    (float) pose->x, (float) pose->y, (float) pose->width, (float) pose->height);
  graphene_rect_t old;

  if (self->look != NULL)
    get_look_box (self->look, pose->x, pose->y, &box);
  if (self->old_look == NULL)
    return box;

  get_look_box (self->old_look, pose->x + self->old_x, pose->y + self->old_y, &old);
  graphene_rect_union (&box, &old, &box);
  return box;
}

/**
 * zhihui_slot_advance:
 * @changed: (out): whether it looks another way than in the frame before
 *
 * Goes to the frame of @now_us. Painted items stand on device pixels, also on their way.
 *
 * Returns: whether it has come to rest; a leaving item is then to be dropped
 */
gboolean
zhihui_slot_advance (ZhihuiSlot *self, gint64 now_us, int scale, gboolean *changed)
{
  Shown    shown;
  gboolean arrived = zhihui_glide_look (&self->glide, now_us, &shown.pose);

  shown.presence = presence_at (self, now_us);
  shown.share = fade_share (self->look_us, self->look_duration_us, now_us);
  if (self->kind != ZHIHUI_ITEM_RECT)
    {
      shown.pose.x = snap (shown.pose.x, scale);
      shown.pose.y = snap (shown.pose.y, scale);
      self->old_x = snap (self->old_x, scale);
      self->old_y = snap (self->old_y, scale);
    }

  *changed = !self->is_shown || !shown_equal (&shown, &self->shown);
  self->shown = shown;
  self->is_shown = TRUE;
  if (shown.share >= 1.0)
    g_clear_pointer (&self->old_look, cairo_surface_destroy);
  self->box = compute_box (self);

  return arrived && self->old_look == NULL &&
         zhihui_glide_share (self->presence_us, self->presence_duration_us, now_us) >= 1.0;
}

/**
 * zhihui_slot_get_box:
 * @box: (out): px of the panel: all paint of the last frame lies in it
 */
void
zhihui_slot_get_box (ZhihuiSlot *self, graphene_rect_t *box)
{
  *box = self->box;
}

static void
paint_surface (cairo_t *cr, cairo_surface_t *look, double x, double y, double alpha)
{
  graphene_rect_t box;

  if (look == NULL || alpha <= 0.0)
    return;

  get_look_box (look, x, y, &box);
  cairo_set_source_surface (cr, look, box.origin.x, box.origin.y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  if (alpha >= 1.0)
    cairo_paint (cr);
  else
    cairo_paint_with_alpha (cr, alpha);
}

/**
 * zhihui_slot_paint:
 * @cr: with its origin at the panel's
 *
 * Paints what the last advance came to.
 */
void
zhihui_slot_paint (ZhihuiSlot *self, cairo_t *cr)
{
  const ZhihuiPose *pose = &self->shown.pose;
  const ZhihuiRgba *colour = &pose->colour;
  double            share = self->old_look != NULL ? self->shown.share : 1.0;

  paint_surface (cr,
                 self->old_look,
                 pose->x + self->old_x,
                 pose->y + self->old_y,
                 self->shown.presence * (1.0 - share));
  if (self->kind != ZHIHUI_ITEM_RECT)
    {
      paint_surface (cr, self->look, pose->x, pose->y, self->shown.presence * share);
      return;
    }

  cairo_set_source_rgba (
    cr, colour->red, colour->green, colour->blue, colour->alpha * self->shown.presence);
  cairo_rectangle (cr, pose->x, pose->y, pose->width, pose->height);
  cairo_fill (cr);
}
