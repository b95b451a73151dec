// The bundles of AuditService.
#include "services/api/bundle.hpp"
#include "services/api/routes_parts.hpp"

namespace ladder::api {

void add_bundles(http::ConnectService& service, Application& app, Threads& threads) {
    constexpr std::string_view procedure = "/ladder.v1.AuditService/ExportBundle";
    const auto& rule = rule_of(procedure, {access::CallKind::take_away});
    add_answered<v1::ExportBundleRequest, v1::ExportBundleResponse>(
        service,
        procedure,
        app,
        threads.database,
        [&rule](
            Application& now, const access::Caller& caller, const v1::ExportBundleRequest& request
        ) {
            return read_as<v1::ExportBundleResponse>(
                now,
                caller,
                rule,
                request,
                [&](const View& view, const v1::ExportBundleRequest& asked) {
                    return export_bundle(view, caller.actor(), asked);
                }
            );
        }
    );
}

}  // namespace ladder::api
