/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An authority in @folder: NAME.pem and NAME.key. */
void certificates_make_authority (const char *folder, const char *name);
/* A certificate of it: NAME.pem and NAME.key. @names as in openssl: "DNS:localhost"; @from and @to
 * as "20200101000000Z". */
void certificates_issue (const char *folder,
                         const char *authority,
                         const char *name,
                         const char *names,
                         const char *from,
                         const char *to);
/* Another one for the key of @name. */
void certificates_renew (const char *folder,
                         const char *authority,
                         const char *name,
                         const char *renewed,
                         const char *names,
                         const char *from,
                         const char *to);
/* By the commands that docs/security.md gives. */
char *certificates_dup_pin (const char *path);

G_END_DECLS
