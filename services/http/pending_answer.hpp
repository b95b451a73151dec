// The answer that a connection awaits, as handlers on any thread hold it.
#pragma once

#include <atomic>
#include <memory>

#include "services/http/connection.hpp"

namespace ladder::http {

class PendingAnswer : public Exchange, public std::enable_shared_from_this<PendingAnswer> {
public:
    PendingAnswer(
        std::shared_ptr<ServerState> state, std::weak_ptr<Connection> connection, std::uint64_t id
    )
        : state_{std::move(state)}, connection_{std::move(connection)}, id_{id} {}
    PendingAnswer(const PendingAnswer&) = delete;
    PendingAnswer& operator=(const PendingAnswer&) = delete;
    ~PendingAnswer() override;

    void answer(Make make) override;
    void expire_at(Deadline deadline, Make make) override;

private:
    std::shared_ptr<ServerState> state_;  // keeps the event loop for answers that come late
    std::weak_ptr<Connection> connection_;
    std::uint64_t id_;
    std::atomic<bool> answered_{false};
};

}  // namespace ladder::http
