/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rotation.h"

#define SECOND_US G_GINT64_CONSTANT (1000000)

static const ZhihuiPlayItem *
get_item (const ZhihuiRotation *self, guint index)
{
  return &g_array_index (self->items, ZhihuiPlayItem, index);
}

/* A page that is alone stays. */
static gint64
get_dwell_us (const ZhihuiRotation *self, guint index)
{
  guint dwell_s = get_item (self, index)->dwell_s;

  return dwell_s == 0 || self->items->len < 2 ? ZHIHUI_STAYS : dwell_s * SECOND_US;
}

static void
go_to (ZhihuiRotation *self, guint index)
{
  self->visit = NULL;
  self->index = index;
  self->left_us = get_dwell_us (self, index);
}

/**
 * zhihui_dwell_s:
 *
 * Returns: seconds for which @page stays where nothing else is said (visual guide §9)
 */
guint
zhihui_dwell_s (const char *page)
{
  return g_strcmp0 (page, "overview") == 0 ? ZHIHUI_DWELL_OVERVIEW_S : ZHIHUI_DWELL_S;
}

/**
 * zhihui_rotation_init:
 */
void
zhihui_rotation_init (ZhihuiRotation *self)
{
  *self = (ZhihuiRotation){ .items = g_array_new (FALSE, FALSE, sizeof (ZhihuiPlayItem)) };
}

/**
 * zhihui_rotation_clear:
 */
void
zhihui_rotation_clear (ZhihuiRotation *self)
{
  g_clear_pointer (&self->items, g_array_unref);
}

static gboolean
find_page (const ZhihuiRotation *self, const char *page, guint *index)
{
  for (guint i = 0; i < self->items->len; i++)
    if (get_item (self, i)->page == page)
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * zhihui_rotation_set_items:
 * @items: at least one
 *
 * Other pages from now on. The one that is shown stays with the rest of its time when it is among
 * them; else the page that now stands in its place is shown from its beginning.
 */
void
zhihui_rotation_set_items (ZhihuiRotation *self, const ZhihuiPlayItem *items, guint n)
{
  const char *shown =
    self->items->len > 0 ? g_intern_string (get_item (self, self->index)->page) : NULL;
  guint index = 0;

  g_return_if_fail (n > 0);

  g_array_set_size (self->items, 0);
  g_array_append_vals (self->items, items, n);
  if (shown != NULL && find_page (self, shown, &index))
    {
      gint64 dwell_us = get_dwell_us (self, index);

      self->index = index;
      self->left_us = dwell_us == ZHIHUI_STAYS ? ZHIHUI_STAYS : MIN (self->left_us, dwell_us);
    }
  else
    go_to (self, self->index < n ? self->index : 0);
  if (self->visit != NULL && find_page (self, self->visit, &index))
    go_to (self, index);
}

/**
 * zhihui_rotation_turn:
 * @direction: 1 to the next page, -1 to the one before
 */
void
zhihui_rotation_turn (ZhihuiRotation *self, int direction)
{
  guint n = self->items->len;

  if (n > 0)
    go_to (self, (self->index + n + (guint) direction) % n);
}

/**
 * zhihui_rotation_show:
 * @page: interned
 *
 * Goes on from @page; a page that is none of the items is shown for its time, and then the present
 * item for the rest of its own.
 */
void
zhihui_rotation_show (ZhihuiRotation *self, const char *page)
{
  guint index;

  if (find_page (self, page, &index))
    {
      go_to (self, index);
      return;
    }

  self->visit = page;
  self->visit_left_us = zhihui_dwell_s (page) * SECOND_US;
}

/* All items once; ZHIHUI_STAYS when one of them does not end. */
static gint64
get_round_us (const ZhihuiRotation *self)
{
  gint64 round_us = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      gint64 dwell_us = get_dwell_us (self, i);

      if (dwell_us == ZHIHUI_STAYS)
        return ZHIHUI_STAYS;
      round_us += dwell_us;
    }

  return round_us;
}

/**
 * zhihui_rotation_pass:
 * @elapsed_us: time that passed while nothing held the page
 */
void
zhihui_rotation_pass (ZhihuiRotation *self, gint64 elapsed_us)
{
  gint64 round_us;

  if (self->visit != NULL)
    {
      gint64 spent_us = MIN (elapsed_us, self->visit_left_us);

      self->visit_left_us -= spent_us;
      elapsed_us -= spent_us;
      if (self->visit_left_us > 0)
        return;
      self->visit = NULL;
    }

  round_us = get_round_us (self);
  if (round_us > 0 && round_us != ZHIHUI_STAYS)
    elapsed_us %= round_us;
  while (self->items->len > 0 && self->left_us != ZHIHUI_STAYS && elapsed_us >= self->left_us)
    {
      elapsed_us -= self->left_us;
      go_to (self, (self->index + 1) % self->items->len);
    }
  if (self->left_us != ZHIHUI_STAYS)
    self->left_us -= elapsed_us;
}

/**
 * zhihui_rotation_get_page:
 *
 * Returns: (nullable): what is shown
 */
const char *
zhihui_rotation_get_page (const ZhihuiRotation *self)
{
  if (self->visit != NULL)
    return self->visit;

  return self->items->len > 0 ? get_item (self, self->index)->page : NULL;
}

/**
 * zhihui_rotation_get_next:
 *
 * Returns: (nullable): what comes by itself when the present page is over; %NULL: it stays
 */
const char *
zhihui_rotation_get_next (const ZhihuiRotation *self)
{
  if (zhihui_rotation_get_left_us (self) == ZHIHUI_STAYS)
    return NULL;
  if (self->visit != NULL)
    return get_item (self, self->index)->page;

  return get_item (self, (self->index + 1) % self->items->len)->page;
}

/**
 * zhihui_rotation_get_left_us:
 *
 * Returns: of the present page, or %ZHIHUI_STAYS
 */
gint64
zhihui_rotation_get_left_us (const ZhihuiRotation *self)
{
  if (self->visit != NULL)
    return self->visit_left_us;

  return self->items->len > 0 ? self->left_us : ZHIHUI_STAYS;
}

/**
 * zhihui_rotation_get_dwell_s:
 *
 * Returns: how long the present page is shown in all; 0: it stays
 */
guint
zhihui_rotation_get_dwell_s (const ZhihuiRotation *self)
{
  if (self->visit != NULL)
    return zhihui_dwell_s (self->visit);
  if (self->items->len == 0 || get_dwell_us (self, self->index) == ZHIHUI_STAYS)
    return 0;

  return get_item (self, self->index)->dwell_s;
}
