/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* "sha256//" and the base64 of the SHA-256 of a SubjectPublicKeyInfo, RFC 7469 2.4. */
char    *zhihui_pin_of_certificate (GTlsCertificate *certificate);
gboolean zhihui_pin_check (const char *pin, GError **error);

G_END_DECLS
