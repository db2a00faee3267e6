/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-profile-source.h"

#include "zhihui-http-source.h"
#include "zhihui-profile-catalogue.h"

/**
 * zhihui_profile_source_new:
 * @path: of a .profile file
 * @settings: whom the platform is believed to be, and where its token is
 * @cache_dir: (nullable): where the last good figures are kept
 * @error: return location
 *
 * Returns: (transfer full): a source that has not started, or %NULL with #ZHIHUI_ERROR_INVALID and
 * the place of the fault in the profile
 */
ZhihuiSource *
zhihui_profile_source_new (const char                *path,
                           const ZhihuiTrustSettings *settings,
                           const char                *cache_dir,
                           GError                   **error)
{
  g_autoptr (ZhihuiProfile) profile = zhihui_profile_load (path, error);
  g_autoptr (ZhihuiCatalogue) catalogue = NULL;
  g_autofree char  *key = NULL;
  ZhihuiHttpSource *source;

  if (profile == NULL)
    return NULL;

  catalogue = zhihui_profile_catalogue_new (profile);
  source =
    zhihui_http_source_new_with_catalogue (profile->base, catalogue, settings, cache_dir, error);
  if (source == NULL)
    return NULL;

  key = g_strconcat ("profile ", profile->title, " ", profile->base, NULL);
  zhihui_http_source_set_identity (source, profile->title, key);
  /* No secret leaves for a platform that asks for none. */
  if (profile->auth.kind == ZHIHUI_AUTH_NONE)
    zhihui_http_source_set_token (source, NULL);

  return ZHIHUI_SOURCE (source);
}
