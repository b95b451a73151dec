// A disk of a few megabytes that can be filled and emptied.
#pragma once

#include <filesystem>

#include "tests/support/temporary_folder.hpp"

namespace ladder::fault {

// A tmpfs of its own, which needs root. It goes away with this.
class SmallDisk {
public:
    // Throws std::runtime_error if it can't be mounted.
    explicit SmallDisk(int megabytes);
    ~SmallDisk();
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }

    // Takes all the room that is left.
    void fill() const;
    // Gives it back.
    void empty() const;

private:
    [[nodiscard]] std::filesystem::path ballast() const { return path() / "ballast"; }

    tests::TemporaryFolder folder_;
};

}  // namespace ladder::fault
