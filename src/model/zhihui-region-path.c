/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-path.h"

#define SEPARATOR " › "

struct _ZhihuiRegionPath
{
  ZhihuiRegionPath *parent;      /* owned, NULL: it is a part of the whole */
  char             *code, *name; /* owned */
  guint             depth;       /* 1 is a part of the whole */
};

G_DEFINE_BOXED_TYPE (ZhihuiRegionPath,
                     zhihui_region_path,
                     zhihui_region_path_ref,
                     zhihui_region_path_unref)

/**
 * zhihui_region_path_new:
 * @parent: (transfer none) (nullable): what the region is a part of; %NULL the whole
 * @code: of the region
 * @name: of the region
 *
 * Returns: (transfer full): the way to the region
 */
ZhihuiRegionPath *
zhihui_region_path_new (ZhihuiRegionPath *parent, const char *code, const char *name)
{
  ZhihuiRegionPath *self = g_atomic_rc_box_new0 (ZhihuiRegionPath);

  self->parent = parent != NULL ? zhihui_region_path_ref (parent) : NULL;
  self->code = g_strdup (code);
  self->name = g_strdup (name);
  self->depth = zhihui_region_path_get_depth (parent) + 1;
  return self;
}

/**
 * zhihui_region_path_ref:
 * @self: a way
 *
 * Returns: (transfer full): @self
 */
ZhihuiRegionPath *
zhihui_region_path_ref (ZhihuiRegionPath *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_path (gpointer data)
{
  ZhihuiRegionPath *self = data;

  g_clear_pointer (&self->parent, zhihui_region_path_unref);
  g_free (self->code);
  g_free (self->name);
}

/**
 * zhihui_region_path_unref:
 * @self: (transfer full) (nullable): a way
 */
void
zhihui_region_path_unref (ZhihuiRegionPath *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_path);
}

/**
 * zhihui_region_path_get_parent:
 * @self: (nullable): a way
 *
 * Returns: (transfer none) (nullable): the way without its last step; of the whole the whole
 */
ZhihuiRegionPath *
zhihui_region_path_get_parent (ZhihuiRegionPath *self)
{
  return self != NULL ? self->parent : NULL;
}

/**
 * zhihui_region_path_get_ancestor:
 * @self: (nullable): a way
 * @depth: how many steps to keep; 0 is the whole
 *
 * Returns: (transfer none) (nullable): the first @depth steps, or all of them if there are fewer
 */
ZhihuiRegionPath *
zhihui_region_path_get_ancestor (ZhihuiRegionPath *self, guint depth)
{
  while (self != NULL && self->depth > depth)
    self = self->parent;

  return self;
}

/**
 * zhihui_region_path_get_depth:
 * @self: (nullable): a way
 *
 * Returns: its steps; 0 of the whole
 */
guint
zhihui_region_path_get_depth (ZhihuiRegionPath *self)
{
  return self != NULL ? self->depth : 0;
}

/**
 * zhihui_region_path_get_code:
 * @self: (nullable): a way
 *
 * Returns: (transfer none) (nullable): code of the region it leads to; %NULL: the whole
 */
const char *
zhihui_region_path_get_code (ZhihuiRegionPath *self)
{
  return self != NULL ? self->code : NULL;
}

/**
 * zhihui_region_path_get_name:
 * @self: (nullable): a way
 *
 * Returns: (transfer none) (nullable): name of the region it leads to; %NULL: the whole
 */
const char *
zhihui_region_path_get_name (ZhihuiRegionPath *self)
{
  return self != NULL ? self->name : NULL;
}

/**
 * zhihui_region_path_equal:
 * @self: (nullable): a way
 * @other: (nullable): another
 *
 * Returns: whether both have the same steps and names
 */
gboolean
zhihui_region_path_equal (ZhihuiRegionPath *self, ZhihuiRegionPath *other)
{
  for (; self != other; self = self->parent, other = other->parent)
    if (self == NULL || other == NULL || !g_str_equal (self->code, other->code) ||
        !g_str_equal (self->name, other->name))
      return FALSE;

  return TRUE;
}

/**
 * zhihui_region_path_format:
 * @self: (nullable): a way
 * @whole: (nullable): name of the whole; %NULL leaves it out
 *
 * Returns: (transfer full): "江苏省 › 苏州市 › 昆山市"; not markup
 */
char *
zhihui_region_path_format (ZhihuiRegionPath *self, const char *whole)
{
  GString *text = g_string_new (NULL);

  for (; self != NULL; self = self->parent)
    {
      if (text->len > 0)
        g_string_prepend (text, SEPARATOR);
      g_string_prepend (text, self->name);
    }
  if (whole != NULL && *whole != '\0')
    {
      if (text->len > 0)
        g_string_prepend (text, SEPARATOR);
      g_string_prepend (text, whole);
    }

  return g_string_free (text, FALSE);
}
