/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text-contrast.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

#define LEAST 4.5
#define LEAST_LARGE 3.0
#define LEAST_HIGH 7.0
#define LEAST_HIGH_LARGE 4.5
#define LARGE_PX 24.0 /* 18 pt; bold from 14 pt on */
#define LARGE_BOLD_PX 18.67

/* A colour that covers a rectangle of the window. */
typedef struct
{
  graphene_rect_t bounds;
  GdkRGBA         colour;
} Ground;

typedef struct
{
  GArray     *grounds; /* of Ground, in the order in which they are painted */
  const char *place;
  GString    *faults;
} Painting;

typedef struct
{
  float           x, y;    /* of the window */
  float           opacity; /* 0–1 */
  graphene_rect_t clip;    /* of the window */
} Brush;

static void paint (Painting *self, GskRenderNode *node, Brush brush);

static GdkRGBA
lay_over (const GdkRGBA *below, const GdkRGBA *colour, float opacity)
{
  float alpha = colour->alpha * opacity;

  return (GdkRGBA){ colour->red * alpha + below->red * (1 - alpha),
                    colour->green * alpha + below->green * (1 - alpha),
                    colour->blue * alpha + below->blue * (1 - alpha),
                    1 };
}

static double
linearize (float channel)
{
  return channel <= 0.03928f ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const GdkRGBA *colour)
{
  return 0.2126 * linearize (colour->red) + 0.7152 * linearize (colour->green) +
         0.0722 * linearize (colour->blue);
}

static double
get_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double one = get_luminance (a), other = get_luminance (b);

  return (MAX (one, other) + 0.05) / (MIN (one, other) + 0.05);
}

static GdkRGBA
find_ground (Painting *self, float x, float y)
{
  GdkRGBA ground = { 1, 1, 1, 1 };

  for (guint i = 0; i < self->grounds->len; i++)
    {
      const Ground *one = &g_array_index (self->grounds, Ground, i);

      if (graphene_rect_contains_point (&one->bounds, &GRAPHENE_POINT_INIT (x, y)))
        ground = lay_over (&ground, &one->colour, 1);
    }
  return ground;
}

static void
add_ground (Painting *self, GskRenderNode *node, Brush brush)
{
  Ground ground = { .colour = *gsk_color_node_get_color (node) };

  gsk_render_node_get_bounds (node, &ground.bounds);
  graphene_rect_offset (&ground.bounds, brush.x, brush.y);
  ground.colour.alpha *= brush.opacity;
  if (graphene_rect_intersection (&brush.clip, &ground.bounds, &ground.bounds))
    g_array_append_val (self->grounds, ground);
}

static gboolean
is_large (GskRenderNode *node)
{
  PangoFontDescription *font =
    pango_font_describe_with_absolute_size (gsk_text_node_get_font (node));
  double   size_px = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  gboolean is_bold = pango_font_description_get_weight (font) >= PANGO_WEIGHT_BOLD;

  pango_font_description_free (font);
  return size_px >= (is_bold ? LARGE_BOLD_PX : LARGE_PX);
}

static double
get_least (gboolean is_large)
{
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    return is_large ? LEAST_HIGH_LARGE : LEAST_HIGH;
  return is_large ? LEAST_LARGE : LEAST;
}

/* Scrolled away, or a title that gives way to what is typed. */
static gboolean
is_hidden (const Brush *brush, const graphene_rect_t *bounds, float alpha)
{
  graphene_point_t middle;

  graphene_rect_get_center (bounds, &middle);
  return alpha * brush->opacity < 0.01f || !graphene_rect_contains_point (&brush->clip, &middle);
}

static void
judge_text (Painting *self, GskRenderNode *node, Brush brush)
{
  graphene_rect_t  bounds;
  GdkRGBA          ground, colour;
  double           contrast;
  g_autofree char *what = NULL, *ground_name = NULL, *line = NULL;

  gsk_render_node_get_bounds (node, &bounds);
  graphene_rect_offset (&bounds, brush.x, brush.y);
  ground = find_ground (
    self, bounds.origin.x + bounds.size.width / 2, bounds.origin.y + bounds.size.height / 2);
  colour = lay_over (&ground, gsk_text_node_get_color (node), brush.opacity);
  contrast = get_contrast (&colour, &ground);
  if (is_hidden (&brush, &bounds, gsk_text_node_get_color (node)->alpha) ||
      contrast >= get_least (is_large (node)) - 0.005)
    return;
  what = gdk_rgba_to_string (&colour);
  ground_name = gdk_rgba_to_string (&ground);
  line = g_strdup_printf ("%s on %s is %.2f", what, ground_name, contrast);
  if (strstr (self->faults->str, line) == NULL)
    g_string_append_printf (
      self->faults, "%s: %s at %.0f, %.0f\n", self->place, line, bounds.origin.x, bounds.origin.y);
}

static void
paint_moved (Painting *self, GskRenderNode *node, Brush brush)
{
  GskTransform *transform = gsk_transform_node_get_transform (node);
  float         dx, dy;

  /* What is turned or scaled is an ornament. */
  if (gsk_transform_get_category (transform) < GSK_TRANSFORM_CATEGORY_2D_TRANSLATE)
    return;
  gsk_transform_to_translate (transform, &dx, &dy);
  brush.x += dx;
  brush.y += dy;
  paint (self, gsk_transform_node_get_child (node), brush);
}

static void
paint_faded (Painting *self, GskRenderNode *node, Brush brush)
{
  brush.opacity *= gsk_opacity_node_get_opacity (node);
  paint (self, gsk_opacity_node_get_child (node), brush);
}

static void
paint_clipped (Painting *self, GskRenderNode *child, const graphene_rect_t *clip, Brush brush)
{
  graphene_rect_t moved;

  graphene_rect_offset_r (clip, brush.x, brush.y, &moved);
  if (graphene_rect_intersection (&brush.clip, &moved, &brush.clip))
    paint (self, child, brush);
}

static void
paint (Painting *self, GskRenderNode *node, Brush brush)
{
  switch ((int) gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        paint (self, gsk_container_node_get_child (node, i), brush);
      break;
    case GSK_TRANSFORM_NODE:
      paint_moved (self, node, brush);
      break;
    case GSK_OPACITY_NODE:
      paint_faded (self, node, brush);
      break;
    case GSK_CLIP_NODE:
      paint_clipped (self, gsk_clip_node_get_child (node), gsk_clip_node_get_clip (node), brush);
      break;
    case GSK_ROUNDED_CLIP_NODE:
      paint_clipped (self,
                     gsk_rounded_clip_node_get_child (node),
                     &gsk_rounded_clip_node_get_clip (node)->bounds,
                     brush);
      break;
    case GSK_SHADOW_NODE:
      paint (self, gsk_shadow_node_get_child (node), brush);
      break;
    case GSK_DEBUG_NODE:
      paint (self, gsk_debug_node_get_child (node), brush);
      break;
    case GSK_COLOR_NODE:
      add_ground (self, node, brush);
      break;
    case GSK_TEXT_NODE:
      judge_text (self, node, brush);
      break;
    default: /* a filter is over what takes no input */
      break;
    }
}

gboolean
text_contrast_is_known (void)
{
  return gtk_check_version (4, 16, 0) != NULL;
}

void
text_contrast_find (GtkWidget *root, const char *place, GString *faults)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (root);
  g_autoptr (GArray) grounds = g_array_new (FALSE, FALSE, sizeof (Ground));
  GtkSnapshot   *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  Painting       self = { grounds, place, faults };
  Brush          brush = { .opacity = 1 };

  /* Its own size, or all would be scaled. */
  gdk_paintable_snapshot (paintable,
                          snapshot,
                          gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    {
      g_string_append_printf (faults, "%s: nothing is painted\n", place);
      return;
    }
  gsk_render_node_get_bounds (node, &brush.clip);
  paint (&self, node, brush);
  gsk_render_node_unref (node);
}
