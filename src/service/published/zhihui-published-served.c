/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-published-served.h"

#include "zhihui-figures.h"

struct _ZhihuiPublishedServed
{
  ZhihuiLedger  *ledger;  /* owned */
  ZhihuiZone    *zone;    /* owned */
  ZhihuiFigures *figures; /* owned */
  ZhihuiPeriod  *period;  /* owned */
};

/**
 * zhihui_published_served_new:
 * @window: what is counted
 *
 * Returns: (transfer full) (nullable): reads the whole database
 */
ZhihuiPublishedServed *
zhihui_published_served_new (ZhihuiStore *store, const ZhihuiWindow *window, GError **error)
{
  g_autoptr (ZhihuiPublishedServed) self = g_new0 (ZhihuiPublishedServed, 1);
  g_autofree char *region = zhihui_store_get_setting (store, "region");

  self->ledger = zhihui_ledger_new ();
  self->zone = zhihui_zone_new_shanghai ();
  self->period = zhihui_period_new_between (window->from, window->to);
  if (!zhihui_store_load_ledger (store, self->ledger, error))
    return NULL;

  self->figures = zhihui_figures_new (self->ledger, self->zone, region != NULL ? region : "");
  zhihui_figures_set_moment (self->figures, window->to);
  return g_steal_pointer (&self);
}

void
zhihui_published_served_free (ZhihuiPublishedServed *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->figures, zhihui_figures_free);
  g_clear_pointer (&self->period, zhihui_period_free);
  zhihui_zone_unref (self->zone);
  zhihui_ledger_free (self->ledger);
  g_free (self);
}

/**
 * zhihui_published_served_ask:
 * @what: "items" how many there are, "items/used" how many had a case, "items/n" how many cases had
 *   one; the same of modes
 *
 * Returns: whether @what is known
 */
gboolean
zhihui_published_served_ask (ZhihuiPublishedServed *self, const char *what, double *answer)
{
  gboolean      is_items = g_str_has_prefix (what, "items");
  ZhihuiNamedBy by = is_items ? ZHIHUI_BY_ITEM : ZHIHUI_BY_MODE;
  const char   *part;
  guint         n_used = 0;
  g_autoptr (ZhihuiChannels) named = NULL;

  if (!is_items && !g_str_has_prefix (what, "modes"))
    return FALSE;
  part = what + sizeof "items" - 1;
  named = zhihui_figures_make_named (self->figures, by, NULL, self->period);
  for (guint i = 0; i < named->items->len; i++)
    n_used += ((ZhihuiChannel *) named->items->pdata[i])->n > 0;

  if (*part == '\0')
    *answer = is_items ? self->ledger->items->len : self->ledger->modes->len;
  else if (g_str_equal (part, "/used"))
    *answer = n_used;
  else if (g_str_equal (part, "/n"))
    *answer = (double) named->total;
  else
    return FALSE;
  return TRUE;
}
