/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-http-source.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_HOSTED_SOURCE (zhihui_hosted_source_get_type ())
G_DECLARE_DERIVABLE_TYPE (ZhihuiHostedSource, zhihui_hosted_source, ZHIHUI, HOSTED_SOURCE, GObject)

/**
 * ZhihuiHostedSource:
 *
 * Reads a platform that it has started itself, and that ends with it.
 */
struct _ZhihuiHostedSourceClass
{
  GObjectClass parent_class;

  /* Starts the platform. The result is a GTask without a source object. */
  void (*host_async) (ZhihuiHostedSource *self,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data);
  /* (transfer full): who reads it; has not started. NULL with @error set. */
  ZhihuiHttpSource *(*host_finish) (ZhihuiHostedSource *self, GAsyncResult *result, GError **error);
  /* Ends the platform, whether or not it runs. */
  void (*end) (ZhihuiHostedSource *self);

  guint    period_s;    /* rhythm where none is wanted; 0: that of each resource */
  gboolean is_tellable; /* it takes what is told, as a platform of ours does */
};

void        zhihui_hosted_source_set_name (ZhihuiHostedSource *self, const char *name);
const char *zhihui_hosted_source_get_name (ZhihuiHostedSource *self);

G_END_DECLS
