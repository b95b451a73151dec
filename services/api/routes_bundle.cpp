// The bundles of AuditService.
#include "services/api/bundle.hpp"
#include "services/api/routes_parts.hpp"

namespace ladder::api {

void add_bundles(http::ConnectService& service, Application& app, Threads& threads) {
    service.add<v1::ExportBundleRequest, v1::ExportBundleResponse>(
        "/ladder.v1.AuditService/ExportBundle",
        [&app, &threads = threads.database](
            http::Call call,
            v1::ExportBundleRequest request,
            http::Answer<v1::ExportBundleResponse> answer
        ) {
            const auto actor = access::caller_of(call);
            if (!actor) {
                return answer.send(actor.error());
            }
            boost::asio::post(
                threads,
                [&app, answer, request = std::move(request), actor = *actor] {
                    answer.send(export_bundle(app, actor, request));
                }
            );
        }
    );
}

}  // namespace ladder::api
