/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sketch.h"

#include <glib/gi18n-lib.h>

#include "zhihui-format.h"

/**
 * zhihui_sketch_make_system:
 *
 * Returns: (transfer full): who speaks: the name of the centre
 */
char *
zhihui_sketch_make_system (const ZhihuiSketch *self)
{
  ZhihuiMeta *meta = self->situation != NULL ? zhihui_situation_get_meta (self->situation) : NULL;

  if (meta == NULL || meta->title == NULL)
    return g_strdup (_ ("Command centre"));
  /* The way to a region begins with the name of the whole. */
  if (meta->name == NULL || *meta->name == '\0' || g_str_has_prefix (meta->title, meta->name) ||
      zhihui_situation_get_region_path (self->situation) != NULL)
    return g_strdup (meta->title);
  return g_strdup_printf ("%s %s", meta->name, meta->title);
}

/**
 * zhihui_sketch_shrink:
 * @style: (inout): becomes smaller, down to 20 u, until @phrase has room in @width u
 */
void
zhihui_sketch_shrink (ZhihuiSketch *self, const char *phrase, ZhihuiStyle *style, double width)
{
  while (style->size >= 21 && zhihui_sketch_measure (self, phrase, style) > width)
    style->size -= 1;
}

gboolean
zhihui_sketch_is_today (const ZhihuiSketch *self, gint64 at)
{
  return zhihui_zone_day_of (self->zone, at) ==
         zhihui_zone_day_of (self->zone, self->moment->local_now);
}

char *
zhihui_sketch_make_time (const ZhihuiSketch *self, gint64 at)
{
  return zhihui_format_moment (self->zone, at, self->moment->local_now);
}
