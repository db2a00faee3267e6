/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-catalogue.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-wants.h"

static GPtrArray *
list_platform (ZhihuiCatalogue *self, const ZhihuiWants *wants, ZhihuiMeta *meta)
{
  return zhihui_wants_list_resources (wants, meta);
}

static const ZhihuiCatalogueClass platform_class = { .list = list_platform,
                                                     .is_shown_again = TRUE };

/**
 * zhihui_catalogue_new_platform:
 *
 * Returns: (transfer full): what our own platform can be asked for
 */
ZhihuiCatalogue *
zhihui_catalogue_new_platform (void)
{
  ZhihuiCatalogue *self = g_atomic_rc_box_new0 (ZhihuiCatalogue);

  self->klass = &platform_class;
  return self;
}

/**
 * zhihui_catalogue_ref:
 * @self: a catalogue
 *
 * Returns: (transfer full): @self
 */
ZhihuiCatalogue *
zhihui_catalogue_ref (ZhihuiCatalogue *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_catalogue (gpointer data)
{
  ZhihuiCatalogue *self = data;

  if (self->klass->clear != NULL)
    self->klass->clear (self);
}

/**
 * zhihui_catalogue_unref:
 * @self: (transfer full): a catalogue
 */
void
zhihui_catalogue_unref (ZhihuiCatalogue *self)
{
  g_atomic_rc_box_release_full (self, clear_catalogue);
}

/**
 * zhihui_catalogue_list:
 * @self: a catalogue
 * @wants: what is to be read
 * @meta: (nullable): who answers, when it is known
 *
 * Returns: (transfer full) (element-type ZhihuiResource): each resource once, the one that tells
 * who answers first
 */
GPtrArray *
zhihui_catalogue_list (ZhihuiCatalogue *self, const ZhihuiWants *wants, ZhihuiMeta *meta)
{
  return self->klass->list (self, wants, meta);
}

/**
 * zhihui_catalogue_check_recorded:
 * @self: a catalogue
 * @error: return location
 *
 * Call before the first request: from here on it asks for the same whenever it is asked again.
 *
 * Returns: %FALSE with %ZHIHUI_ERROR_INVALID when a recording of its answers is no source
 */
gboolean
zhihui_catalogue_check_recorded (ZhihuiCatalogue *self, GError **error)
{
  if (self->klass->is_shown_again)
    return self->klass->copy == NULL || self->klass->copy (self, NULL, NULL, error);

  g_set_error_literal (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("the answers of a calendar are not recorded"));
  return FALSE;
}

/**
 * zhihui_catalogue_copy:
 * @self: a catalogue
 * @folder: of a recording
 * @head: (inout): is told of what its answers say nothing without
 * @error: return location
 *
 * Returns: whether that is in @folder, if there is any
 */
gboolean
zhihui_catalogue_copy (ZhihuiCatalogue *self,
                       const char      *folder,
                       ZhihuiRecording *head,
                       GError         **error)
{
  return self->klass->copy == NULL || self->klass->copy (self, folder, head, error);
}
