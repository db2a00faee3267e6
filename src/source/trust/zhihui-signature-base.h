/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-signer.h"

G_BEGIN_DECLS

/* How RFC 9421 writes down what is signed. */
char  *zhihui_signature_base_make_params (const ZhihuiSignable *what,
                                          const char           *key_id,
                                          const char           *algorithm);
char  *zhihui_signature_base_make_digest (GBytes *body);
char  *zhihui_signature_base_make (const ZhihuiSignable *what, const char *params);
char **zhihui_signature_base_make_headers (const ZhihuiSignable *what,
                                           const char           *params,
                                           const guchar         *signature,
                                           gsize                 length);

G_END_DECLS
