/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is wrong with a certificate, and what is to be done; NULL: nothing. */
char *zhihui_tls_fault_describe (GTlsCertificate     *certificate,
                                 GTlsCertificateFlags errors,
                                 const char          *host);
char *zhihui_tls_fault_judge_pins (GTlsCertificate *certificate, const char *const *pins);

G_END_DECLS
