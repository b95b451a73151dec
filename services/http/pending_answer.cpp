#include "services/http/pending_answer.hpp"

#include <utility>

#include <boost/asio/post.hpp>

#include "services/http/connect_error.hpp"

namespace ladder::http {

PendingAnswer::~PendingAnswer() {
    answer([] {
        return error_response(
            {base::Code::internal, "the request was dropped without an answer", {}}
        );
    });
}

void PendingAnswer::answer(Make make) {
    if (answered_.exchange(true)) {
        return;
    }
    if (state_->io.get_executor().running_in_this_thread()) {
        const auto connection = connection_.lock();
        if (connection && connection->is_starting(id_)) {
            connection->deliver(id_, std::move(make));
            return;
        }
    }
    boost::asio::post(
        state_->io,
        [connection = connection_, id = id_, made = std::move(make)]() mutable {
            if (const auto alive = connection.lock()) {
                alive->deliver(id, std::move(made));
            }
        }
    );
}

void PendingAnswer::expire_at(Deadline deadline, Make make) {
    if (const auto connection = connection_.lock()) {
        connection->expire_at(shared_from_this(), deadline, std::move(make));
    }
}

}  // namespace ladder::http
