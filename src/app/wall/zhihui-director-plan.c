/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-director-private.h"

/* ---- interruptions ---- */

/* The alert before the meeting, the newer before the older. */
ZhihuiPlacedInterruption *
zhihui_director_find_interruption (ZhihuiDirector *self, const ZhihuiDirectedScreen *screen)
{
  ZhihuiPlacedInterruption *found = NULL;

  for (guint i = 0; i < self->interruptions->len; i++)
    {
      ZhihuiPlacedInterruption *one = self->interruptions->pdata[i];

      if (one->screen == screen && (found == NULL || one->told.kind >= found->told.kind))
        found = one;
    }

  return found;
}

/* Where an interruption is seen: on the screen that shows its page anyway, else on the first that
 * is not interrupted, else on the first. Never on a pinned one. */
static ZhihuiDirectedScreen *
choose_screen (ZhihuiDirector *self, const ZhihuiPlacedInterruption *interruption)
{
  ZhihuiDirectedScreen *idle = NULL, *first = NULL;

  for (guint i = 0; i < self->present->len; i++)
    {
      ZhihuiDirectedScreen *screen = self->present->pdata[i];

      if (screen->pinned != NULL)
        continue;
      if (zhihui_rotation_get_page (&screen->rotation) == interruption->page)
        return screen;
      if (idle == NULL && zhihui_director_find_interruption (self, screen) == NULL)
        idle = screen;
      if (first == NULL)
        first = screen;
    }

  return idle != NULL ? idle : first;
}

void
zhihui_director_place_interruptions (ZhihuiDirector *self)
{
  for (guint i = 0; i < self->interruptions->len; i++)
    {
      ZhihuiPlacedInterruption *one = self->interruptions->pdata[i];

      if (one->screen != NULL && one->screen->is_there && one->screen->pinned == NULL)
        continue;
      one->screen = NULL;
      one->screen = choose_screen (self, one);
    }
}

/* ---- who shows what ---- */

static gboolean
has_item (const GArray *items, const char *page)
{
  for (guint i = 0; i < items->len; i++)
    if (g_array_index (items, ZhihuiPlayItem, i).page == page)
      return TRUE;

  return FALSE;
}

/* What a screen shows of its own: of its list those pages that there are; the first of all when
 * none of them is. */
static GArray *
list_own (ZhihuiDirector *self, const ZhihuiDirectedScreen *screen)
{
  const GArray *wanted = screen->own != NULL ? screen->own : self->common;
  GArray       *items = g_array_new (FALSE, FALSE, sizeof (ZhihuiPlayItem));

  for (guint i = 0; i < wanted->len; i++)
    {
      const ZhihuiPlayItem *item = &g_array_index (wanted, ZhihuiPlayItem, i);

      if (g_ptr_array_find (self->pages, item->page, NULL))
        g_array_append_vals (items, item, 1);
    }
  if (items->len == 0)
    {
      ZhihuiPlayItem item = { self->pages->pdata[0], 0 };

      g_array_append_val (items, item);
    }

  return items;
}

/* Who takes a page that has lost its screen: who is not pinned, then who has the fewest pages, then
 * the first. */
static GArray *
choose_host (ZhihuiDirector *self, GPtrArray *lists)
{
  guint host = 0;

  for (guint i = 1; i < lists->len; i++)
    {
      const ZhihuiDirectedScreen *screen = self->present->pdata[i];
      const ZhihuiDirectedScreen *best = self->present->pdata[host];
      gboolean                    is_free = screen->pinned == NULL, was_free = best->pinned == NULL;

      if (is_free != was_free
            ? is_free
            : ((GArray *) lists->pdata[i])->len < ((GArray *) lists->pdata[host])->len)
        host = i;
    }

  return lists->pdata[host];
}

static void
lodge_page (ZhihuiDirector *self, GPtrArray *lists, const ZhihuiPlayItem *item)
{
  ZhihuiPlayItem guest = *item;
  GArray        *host;

  if (!g_ptr_array_find (self->pages, item->page, NULL))
    return;
  for (guint i = 0; i < lists->len; i++)
    if (has_item (lists->pdata[i], item->page))
      return;

  if (guest.dwell_s == 0)
    guest.dwell_s = zhihui_dwell_s (guest.page);
  host = choose_host (self, lists);
  for (guint i = 0; i < host->len; i++)
    {
      ZhihuiPlayItem *own = &g_array_index (host, ZhihuiPlayItem, i);

      if (own->dwell_s == 0)
        own->dwell_s = zhihui_dwell_s (own->page);
    }
  g_array_append_val (host, guest);
}

void
zhihui_director_plan (ZhihuiDirector *self)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  if (self->pages->len == 0 || self->present->len == 0)
    return;

  for (guint i = 0; i < self->present->len; i++)
    g_ptr_array_add (lists, list_own (self, self->present->pdata[i]));
  for (guint i = 0; i < self->screens->len; i++)
    {
      const ZhihuiDirectedScreen *screen = self->screens->pdata[i];

      for (guint j = 0; !screen->is_there && screen->own != NULL && j < screen->own->len; j++)
        lodge_page (self, lists, &g_array_index (screen->own, ZhihuiPlayItem, j));
    }

  for (guint i = 0; i < self->present->len; i++)
    {
      ZhihuiDirectedScreen *screen = self->present->pdata[i];
      const GArray         *items = lists->pdata[i];

      zhihui_rotation_set_items (
        &screen->rotation, (const ZhihuiPlayItem *) (const void *) items->data, items->len);
    }
}
