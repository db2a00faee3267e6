/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-profile-catalogue.h"

#include "zhihui-profile-copy.h"
#include "zhihui-profile-resource.h"

typedef struct
{
  ZhihuiCatalogue base;
  ZhihuiProfile  *profile; /* owned */
} Catalogue;

static GPtrArray *
list (ZhihuiCatalogue *base, const ZhihuiWants *wants, ZhihuiMeta *meta)
{
  Catalogue *self = (Catalogue *) base;
  GPtrArray *resources = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_resource_unref);

  for (guint i = 0; i < self->profile->tables->len; i++)
    g_ptr_array_add (resources, zhihui_profile_resource_new (self->profile, i, wants));

  return resources;
}

static void
clear (ZhihuiCatalogue *base)
{
  zhihui_profile_unref (((Catalogue *) base)->profile);
}

static gboolean
copy (ZhihuiCatalogue *base, const char *folder, ZhihuiRecording *head, GError **error)
{
  ZhihuiProfile *profile = ((Catalogue *) base)->profile;

  if (folder == NULL)
    {
      if (profile->asked_at == ZHIHUI_NO_INSTANT)
        profile->asked_at = g_get_real_time () / G_USEC_PER_SEC;
      return zhihui_profile_check_copy (profile, error);
    }

  if (!zhihui_profile_copy (profile, folder, error))
    return FALSE;

  head->profile = g_strdup (ZHIHUI_PROFILE_COPY);
  head->base = zhihui_profile_dup_base_path (profile);
  head->as_of = profile->asked_at;
  return TRUE;
}

static const ZhihuiCatalogueClass profile_class = {
  .list = list, .clear = clear, .copy = copy, .is_shown_again = TRUE
};

/**
 * zhihui_profile_catalogue_new:
 * @profile: (transfer none): of a platform
 *
 * Returns: (transfer full): what it can be asked for
 */
ZhihuiCatalogue *
zhihui_profile_catalogue_new (ZhihuiProfile *profile)
{
  Catalogue *self = g_atomic_rc_box_new0 (Catalogue);

  self->base.klass = &profile_class;
  self->profile = zhihui_profile_ref (profile);
  return &self->base;
}
