/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-platform.h"

#define API_VERSION "1.0"

static char *
dup_setting (ZhihuiPlatform *self, const char *key)
{
  char *value = zhihui_store_get_setting (zhihui_platform_get_store (self), key);

  return value != NULL ? value : g_strdup ("");
}

/**
 * zhihui_platform_make_meta:
 *
 * Returns: (transfer full): who answers, by which rules
 */
ZhihuiMeta *
zhihui_platform_make_meta (ZhihuiPlatform *self)
{
  ZhihuiMeta          *meta = zhihui_meta_new ();
  ZhihuiFigures       *figures = zhihui_platform_get_figures (self);
  ZhihuiPlatformClock *clock = zhihui_platform_get_clock (self);
  const ZhihuiTargets *targets = zhihui_platform_get_targets (self);
  const ZhihuiLedger  *ledger = zhihui_platform_get_ledger (self);
  const struct
  {
    char **text;
    char  *value;
  } texts[] = {
    { &meta->title, dup_setting (self, "title") },
    { &meta->name, dup_setting (self, "name") },
    { &meta->region, g_strdup (zhihui_platform_get_region (self)) },
    { &meta->issuer, dup_setting (self, "issuer") },
    { &meta->language, g_strdup (zhihui_platform_get_language (self)) },
    { &meta->time_zone, g_strdup (zhihui_zone_get_identifier (zhihui_platform_get_zone (self))) },
    { &meta->api_version, g_strdup (API_VERSION) },
    { &meta->rule_version, g_strdup (zhihui_metric_get_rule_version ()) },
    { &meta->revision, g_strdup (zhihui_figures_get_revision (figures)) },
    { &meta->stamp.revision, g_strdup (zhihui_figures_get_revision (figures)) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_free (*texts[i].text);
      *texts[i].text = texts[i].value;
    }

  meta->stamp.as_of = zhihui_figures_get_as_of (figures);
  meta->simulated = zhihui_platform_is_simulated (self);
  meta->has_stream = TRUE;
  meta->clock_simulated = zhihui_platform_clock_is_simulated (clock);
  meta->clock_speed = zhihui_platform_clock_get_speed (clock);
  if (meta->clock_speed <= 0)
    meta->clock_speed = 1; /* of a clock that stands: ages are then real seconds */
  meta->sign_target = targets->sign;
  meta->contact_target = targets->contact;
  meta->reply_target = targets->reply;
  meta->n_units = ledger->units->len;
  for (guint i = 0; i < ledger->peers->len; i++)
    g_ptr_array_add (meta->peers, zhihui_peer_copy (ledger->peers->pdata[i]));

  return meta;
}
