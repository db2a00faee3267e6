/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What of a request is signed; see docs/signing.md. All borrowed. */
typedef struct
{
  const char *method;    /* "GET" */
  const char *authority; /* host in small letters; with the port where it is not the scheme's */
  const char *path;      /* as it is sent; "" is "/" */
  const char *query;     /* nullable: as it is sent, without '?' */
  gint64      created;   /* seconds since the epoch, by the platform's clock as far as known */
  const char *nonce;     /* letters and digits, never used before */
  const char *content_digest; /* nullable, no body: the value of Content-Digest, RFC 9530 */
} ZhihuiSignable;

#define ZHIHUI_TYPE_SIGNER (zhihui_signer_get_type ())
G_DECLARE_INTERFACE (ZhihuiSigner, zhihui_signer, ZHIHUI, SIGNER, GObject)

struct _ZhihuiSignerInterface
{
  GTypeInterface parent_iface;

  char **(*sign) (ZhihuiSigner *self, const ZhihuiSignable *what, GError **error);
};

gboolean zhihui_signer_load (const char    *name,
                             const char    *key_file,
                             const char    *key_id,
                             ZhihuiSigner **signer,
                             GError       **error);
char   **zhihui_signer_sign (ZhihuiSigner *self, const ZhihuiSignable *what, GError **error);

G_END_DECLS
